//! Colours: everything can be read in every theme, and nothing is told by a colour alone.

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

use super::super::theme::Tone;
use super::*;

const LOOKS: [Look; 5] = Look::ALL;
/// Those that tell anything by colour.
const COLOURED: [Look; 4] = [Look::Standard, Look::HighContrast, Look::ColourBlind, Look::Dark];

/// Red, green and blue.
type Rgb = [u8; 3];

/// The sixteen of a terminal as it comes, and whether it draws bold letters in the brighter eight.
struct Palette {
    name: &'static str,
    sixteen: [u32; 16],
    bold_is_bright: bool,
}

/// xterm's from its resources; foot's from its foot.ini, as of 1.13 (Debian 12) and of 1.21 (Debian 13).
const PALETTES: [Palette; 3] = [
    Palette {
        name: "xterm",
        sixteen: [
            0x00_0000, 0xcd_0000, 0x00_cd00, 0xcd_cd00, 0x00_00ee, 0xcd_00cd, 0x00_cdcd, 0xe5_e5e5, 0x7f_7f7f,
            0xff_0000, 0x00_ff00, 0xff_ff00, 0x5c_5cff, 0xff_00ff, 0x00_ffff, 0xff_ffff,
        ],
        bold_is_bright: true,
    },
    Palette {
        name: "foot 1.13",
        sixteen: [
            0x22_2222, 0xcc_9393, 0x7f_9f7f, 0xd0_bf8f, 0x6c_a0a3, 0xdc_8cc3, 0x93_e0e3, 0xdc_dccc, 0x66_6666,
            0xdc_a3a3, 0xbf_ebbf, 0xf0_dfaf, 0x8c_d0d3, 0xfc_ace3, 0xb3_ffff, 0xff_ffff,
        ],
        bold_is_bright: false,
    },
    Palette {
        name: "foot 1.21",
        sixteen: [
            0x24_2424, 0xf6_2b5a, 0x47_b413, 0xe3_c401, 0x24_acd4, 0xf2_affd, 0x13_c299, 0xe6_e6e6, 0x61_6161,
            0xff_4d51, 0x35_d450, 0xe9_e836, 0x5d_c5f8, 0xfe_abf2, 0x24_dfc4, 0xff_ffff,
        ],
        bold_is_bright: false,
    },
];

impl Palette {
    /// The kiosk's own, which kiosk/foot.ini says.
    fn own() -> Self {
        let settings = include_str!("../../../kiosk/foot.ini");
        let color = |name: String| {
            let value = settings.lines().find_map(|line| line.strip_prefix(&name)?.strip_prefix('='));
            u32::from_str_radix(value.unwrap_or_else(|| panic!("{name} is not set")), 16).expect("a colour")
        };
        let eight = |kind: &'static str| (0..8).map(move |place| format!("{kind}{place}"));
        let sixteen: Vec<u32> = eight("regular").chain(eight("bright")).map(color).collect();
        Self { name: "kiosk", sixteen: sixteen.try_into().expect("sixteen"), bold_is_bright: false }
    }

    /// The colour that this terminal shows; none for the terminal's own foreground or background.
    fn shown(&self, color: Color, bold: bool) -> Option<Rgb> {
        let index = match color {
            Color::Reset => return None,
            Color::Black => 0,
            Color::Gray => 7,
            Color::DarkGray => 8,
            Color::LightRed => 9,
            Color::LightGreen => 10,
            Color::LightYellow => 11,
            Color::LightBlue => 12,
            Color::LightMagenta => 13,
            Color::LightCyan => 14,
            Color::White => 15,
            Color::Indexed(index) => index,
            other => panic!("{other:?} is in no theme"),
        };
        let index = if bold && self.bold_is_bright && index < 8 { index + 8 } else { index };
        Some(match index {
            0..16 => {
                let [_, rgb @ ..] = self.sixteen[usize::from(index)].to_be_bytes();
                rgb
            }
            // xterm's colour cube and its greys, which every terminal with 256 colours has.
            16..232 => [36, 6, 1].map(|step| [0, 0x5f, 0x87, 0xaf, 0xd7, 0xff][usize::from((index - 16) / step % 6)]),
            232.. => [8 + 10 * (index - 232); 3],
        })
    }

    /// Letters and ground of a cell as they are seen.
    fn seen(&self, cell: &Cell) -> Option<(Rgb, Rgb)> {
        let ink = self.shown(cell.fg, cell.modifier.contains(Modifier::BOLD))?;
        let ground = self.shown(cell.bg, false)?;
        Some(if cell.modifier.contains(Modifier::REVERSED) { (ground, ink) } else { (ink, ground) })
    }
}

/// From the numbers of sRGB to light (IEC 61966-2-1).
fn light([r, g, b]: Rgb) -> [f64; 3] {
    [r, g, b].map(|part| {
        let part = f64::from(part) / 255.0;
        if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    })
}

/// The kiosk's own, and those that a terminal may have elsewhere.
fn palettes() -> impl Iterator<Item = Palette> {
    std::iter::once(Palette::own()).chain(PALETTES)
}

/// Contrast of two colours (WCAG 2.2, "contrast ratio").
fn contrast(one: Rgb, other: Rgb) -> f64 {
    let luminance = |color| {
        let [r, g, b] = light(color);
        0.2126 * r + 0.7152 * g + 0.0722 * b
    };
    let (a, b): (f64, f64) = (luminance(one), luminance(other));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Every sample, in the smallest size and a large one, in this look.
fn everywhere_in(look: Look, mut check: impl FnMut(&Sample, &Buffer, &str)) {
    let screen_context = ScreenContext { theme: Theme::of(look), ..DEMO };
    for sample in &samples::all() {
        for size in [(48, 16), (80, 24)] {
            let buffer = drawn(sample, Language::Japanese, size, &screen_context);
            check(sample, &buffer, &format!("{} {look:?} {size:?}", sample.name));
        }
    }
}

/// ACCESSIBILITY.md says what was computed for the kiosk's own colours.
fn assert_written(rows: &[String]) {
    let page = include_str!("../../../ACCESSIBILITY.md");
    assert!(rows.iter().all(|row| page.contains(row)), "ACCESSIBILITY.md does not say:\n{}", rows.join("\n"));
}

fn row(look: Look, what: &str, ratio: f64) -> String {
    format!("| {look:?} | {what} | {ratio:.2} : 1 |")
}

#[test]
fn every_letter_stands_out_from_its_ground() {
    let palettes: Vec<Palette> = palettes().collect();
    let mut written = Vec::new();
    for look in COLOURED {
        let mut lowest = f64::INFINITY;
        let least = if look == Look::HighContrast { 7.0 } else { 4.5 };
        everywhere_in(look, |_, buffer, context| {
            for cell in buffer.content.iter().filter(|cell| !cell.symbol().trim().is_empty()) {
                for palette in &palettes {
                    let (ink, ground) = palette.seen(cell).expect("a theme with colours colours every cell");
                    let contrast = contrast(ink, ground);
                    let (name, symbol) = (palette.name, cell.symbol());
                    assert!(contrast >= least, "{context} {name}: {symbol:?} {ink:?} on {ground:?}: {contrast:.1}");
                    if name == "kiosk" {
                        lowest = lowest.min(contrast);
                    }
                }
            }
        });
        written.push(row(look, "a letter and its ground", lowest));
    }
    assert_written(&written);
}

/// The cells that a visitor sees: the second cell of a wide character is not one of them.
fn visible(buffer: &Buffer) -> impl Iterator<Item = &Cell> {
    let wide = |cell: &Cell| unicode_width::UnicodeWidthStr::width(cell.symbol()) == 2;
    let mut hidden = false;
    buffer.content.iter().filter(move |cell| !std::mem::replace(&mut hidden, wide(cell)))
}

#[test]
fn high_contrast_has_no_grey() {
    everywhere_in(Look::HighContrast, |_, buffer, context| {
        for cell in visible(buffer) {
            for color in [cell.fg, cell.bg] {
                let plain = [Color::White, Color::Indexed(16), Color::Indexed(231)];
                let plain = plain.contains(&color) || [226, 184, 124, 74].map(Color::Indexed).contains(&color);
                assert!(plain, "{context}: {color:?}");
            }
        }
    });
}

#[test]
fn a_terminal_without_colours_is_sent_none() {
    everywhere_in(Look::Mono, |sample, buffer, context| {
        // A code for a camera is black on white everywhere.
        let plain = |cell: &Cell| cell.fg == Color::Reset && cell.bg == Color::Reset;
        let code = ["staff-help-portal", "staff-diagnosis-codes", "staff-last-qr"];
        let code = code.iter().any(|page| sample.name.starts_with(page));
        assert!(code || buffer.content.iter().all(plain), "{context}");
    });
}

#[test]
fn themes_change_no_word() {
    let mut standard = Vec::new();
    everywhere_in(Look::Standard, |_, buffer, _| standard.push(rows(buffer)));
    for look in LOOKS {
        let mut said = standard.iter();
        everywhere_in(look, |_, buffer, context| assert_eq!(said.next(), Some(&rows(buffer)), "{context}"));
    }
}

/// The rows of the standard theme that are a band of this tone.
fn has_band(buffer: &Buffer, tone: Tone, theme: &Theme) -> bool {
    let band = theme.band(tone);
    (0..buffer.area.height).any(|y| {
        let cell = &buffer[(0, y)];
        Some(cell.bg) == band.bg && Some(cell.fg) == band.fg
    })
}

#[test]
fn every_band_says_by_a_sign_what_its_colour_says() {
    let signs = |tone| match tone {
        Tone::Good => ["[OK]", "[OK]"].as_slice(),
        Tone::Caution => &["[OK]", "[!!]", "[--]", "[??]", "カードをお取りください"],
        Tone::Bad => &["[NG]", "[!!]"],
        Tone::Plain => &["[>>]", "[--]"],
    };
    everywhere_in(Look::Standard, |_, buffer, context| {
        for tone in Tone::ALL.into_iter().filter(|tone| has_band(buffer, *tone, DEMO.theme)) {
            let said = words(buffer);
            assert!(signs(tone).iter().any(|sign| said.contains(sign)), "{context}: {tone:?}\n{said}");
        }
    });
}

#[test]
fn what_enter_does_and_what_is_chosen_is_recognised_without_colours() {
    let leads_on = Theme::of(Look::Standard).next_key;
    let mut expected = Vec::new();
    let places = |buffer: &Buffer, leads: &dyn Fn(&Cell) -> bool| -> Vec<usize> {
        buffer.content.iter().enumerate().filter(|(_, cell)| leads(cell)).map(|(place, _)| place).collect()
    };
    everywhere_in(Look::Standard, |_, buffer, _| {
        expected.push(places(buffer, &|cell| Some(cell.bg) == leads_on.bg && Some(cell.fg) == leads_on.fg));
    });
    let mut expected = expected.into_iter();
    everywhere_in(Look::Mono, |_, buffer, context| {
        for place in expected.next().unwrap() {
            assert!(buffer.content[place].modifier.contains(Modifier::REVERSED), "{context}");
        }
    });
}

/// What eyes that lack one kind of cone see, as a matrix over light (Machado, Oliveira and Fernandes 2009, severity 1).
const EYES: [(&str, [[f64; 3]; 3]); 4] = [
    ("all cones", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
    (
        "protanopia",
        [[0.152_286, 1.052_583, -0.204_868], [0.114_503, 0.786_281, 0.099_216], [-0.003_882, -0.048_116, 1.051_998]],
    ),
    (
        "deuteranopia",
        [[0.367_322, 0.860_646, -0.227_968], [0.280_085, 0.672_501, 0.047_413], [-0.011_820, 0.042_940, 0.968_881]],
    ),
    (
        "tritanopia",
        [[1.255_528, -0.076_749, -0.178_779], [-0.078_411, 0.930_809, 0.147_602], [0.004_733, 0.691_367, 0.303_900]],
    ),
];

/// From light to CIE XYZ with each part of white (D65) as one (IEC 61966-2-1).
const WHITE_IS_ONE: [[f64; 3]; 3] = [[0.4339, 0.3762, 0.1899], [0.2126, 0.7152, 0.0722], [0.0177, 0.1095, 0.8728]];

/// Where a colour lies in CIE L*a*b* (D65), as these eyes see it.
fn lab(color: Rgb, eye: &[[f64; 3]; 3]) -> [f64; 3] {
    let times = |matrix: &[[f64; 3]; 3], parts: [f64; 3]| {
        matrix.map(|row| row.iter().zip(parts).map(|(one, other)| one * other).sum::<f64>().clamp(0.0, 1.0))
    };
    let [x, y, z] = times(&WHITE_IS_ONE, times(eye, light(color))).map(|part| {
        let linear = part * 841.0 / 108.0 + 4.0 / 29.0;
        if part > 216.0 / 24_389.0 { part.cbrt() } else { linear }
    });
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

/// The least distance of two bands for these eyes, over all palettes.
fn least_distance(look: Look, eye: &[[f64; 3]; 3]) -> f64 {
    let mut least = f64::INFINITY;
    for palette in palettes() {
        let grounds = Tone::ALL.map(|tone| {
            let ground = Theme::of(look).band(tone).bg.expect("a ground");
            lab(palette.shown(ground, false).expect("a colour"), eye)
        });
        for (place, one) in grounds.iter().enumerate() {
            for other in grounds.iter().skip(place + 1) {
                let square: f64 = one.iter().zip(other).map(|(a, b)| (a - b).powi(2)).sum();
                least = least.min(square.sqrt());
            }
        }
    }
    least
}

/// From across the desk a band is a patch of light.
#[test]
fn bands_stay_apart_in_lightness_on_the_kiosk() {
    let palette = Palette::own();
    let mut written = Vec::new();
    for look in COLOURED {
        let grounds = Tone::ALL.map(|tone| {
            let ground = Theme::of(look).band(tone).bg.expect("a ground");
            (tone, palette.shown(ground, false).expect("a colour"))
        });
        let mut lowest = f64::INFINITY;
        for (place, (one, ground)) in grounds.iter().enumerate() {
            for (other, beside) in grounds.iter().skip(place + 1) {
                let contrast = contrast(*ground, *beside);
                assert!(contrast >= 1.5, "{look:?}: {one:?} beside {other:?}: {contrast:.2}");
                lowest = lowest.min(contrast);
            }
        }
        written.push(row(look, "two bands", lowest));
    }
    assert_written(&written);
}

/// A distance of 2 is just seen where two colours touch (CIE 1976); on two screens, one after the other, it takes many
/// times that.
const APART: f64 = 30.0;

#[test]
fn bands_of_the_theme_for_colour_blind_eyes_stay_apart_whichever_cone_is_missing() {
    for (name, eye) in &EYES {
        let distance = least_distance(Look::ColourBlind, eye);
        assert!(distance >= APART, "{name}: {distance:.0}");
    }
}

#[test]
fn the_standard_theme_would_not_do_for_them() {
    let worst = EYES.iter().map(|(_, eye)| least_distance(Look::Standard, eye)).fold(f64::INFINITY, f64::min);
    assert!(worst < APART, "{worst:.0}: then a theme of their own is not needed");
}

#[test]
fn a_waiting_screen_that_turns_dark_says_the_same_on_a_dark_ground() {
    let palette = Palette::own();
    for look in COLOURED {
        let screen_context = ScreenContext { theme: Theme::of(look), ..DEMO };
        for size in SIZES {
            let [light, dark] = ["waiting", "waiting-dimmed"]
                .map(|name| drawn(&sample(name), Language::Japanese, size, &screen_context));
            assert_eq!(rows(&dark), rows(&light), "{look:?} {size:?}");
            let ground = |cell: &&Cell| palette.seen(cell).is_some_and(|(_, ground)| ground == [0; 3]);
            let black = dark.content.iter().filter(ground).count();
            assert!(black * 2 > dark.content.len(), "{look:?} {size:?}: {black} of {}", dark.content.len());
        }
    }
}
