use super::super::parse::Bundle;
use super::*;
use crate::common::Language;

fn wrong(text: &str) -> String {
    Bundle::parse(text).expect_err("must be refused").to_string()
}

fn any(text: &str) -> Vec<(String, Result<usize, String>)> {
    let over = Settings::of_any_kiosk().unwrap();
    let checked = Bundle::parse(text).unwrap().check(Path::new("fleet.toml"), &over, None).unwrap();
    checked.into_iter().map(|kiosk| (kiosk.name, kiosk.keys.map_err(|error| error.to_string()))).collect()
}

#[test]
fn base_group_and_kiosk_are_laid_one_over_the_other() {
    let site = Site::new();
    let applied = site.follows(
        "serial = 3\n[base.ui]\nlanguage = \"en\"\nsound = false\nlarge_text = true\n[group.tokyo.ui]\nlanguage = \"ko\"\nsound = true\n\
         [group.other.ui]\nlanguage = \"vi\"\n[kiosk.midori-1]\ngroup = \"tokyo\"\n[kiosk.midori-1.ui]\nlanguage = \"pt\"\n\
         [kiosk.midori-2.ui]\nlanguage = \"zh\"\n",
    );
    let ui = site.settings().ui;
    assert_eq!((ui.language, ui.sound, ui.large_text), (Language::Portuguese, true, true));
    // Sound was on before: that key has no other value.
    assert_eq!(applied.keys, [("ui", "language"), ("ui", "large_text")]);
    assert_eq!(site.text("kiosk.toml.before"), OWN);
    let text = site.text("kiosk.toml");
    for line in ["# ours\n", "name = \"本院\" # the name\n", "# quiet\n", "sound = true\n"] {
        assert!(text.contains(line), "{line:?} is lost in {text}");
    }
    assert!(text.contains("taken = \"3 "), "{text}");
}

#[test]
fn a_key_that_is_left_out_has_its_default_again_and_a_later_level_may_set_it() {
    let site = Site::new();
    site.follows(&base(1, "[base.ui]\nthanks = \"またどうぞ\"\nsound = false"));
    site.follows(
        "serial = 2\n[base]\nunset = [\"ui.thanks\", \"ui.sound\", \"panel.detail\"]\n[kiosk.midori-1.ui]\nsound = false\n",
    );
    let ui = site.settings().ui;
    assert_eq!((ui.thanks, ui.sound), (None, false));
    assert!(wrong("serial = 1\n[base]\nunset = [\"ui.sound\"]\n[base.ui]\nsound = true\n").contains("at once"));
    assert!(wrong("serial = 1\n[base]\nunset = [\"ui\"]\n").contains("list of keys"));
    assert!(wrong("serial = 1\n[base]\nunset = [\"ui.sond\"]\n").contains("did you mean \"sound\"?"));
    assert!(wrong("serial = 1\n[base]\nunset = [\"staff.x\"]\n").contains("no secret"));
}

#[test]
fn a_mistake_is_named_at_its_place_with_what_to_do() {
    for (text, words) in [
        ("", "no serial: write serial = 1"),
        ("serial = 0", "1:10: serial has to be a whole number from 1 on"),
        ("serial = -3", "1:10: serial has to be a whole number"),
        ("serial = \"1\"", "1:10: serial has to be a whole number"),
        ("serial = 1\nuntil = \"2027-01-01\"", "2:9: until has to be a day without quotes"),
        ("serial = 1\nuntil = 2027-01-01T00:00:00", "2:9: until has to be a day"),
        ("serial = 1\n[gropu.x]", "2:2: unknown [gropu]"),
        ("serial = 1\n[base.ui]\nlangage = \"ja\"", "3:1: unknown key ui.langage; did you mean \"language\"?"),
        ("serial = 1\n[base.iu]\nx = 1", "3:1: unknown table [iu]"),
        ("serial = 1\n[base]\nui = 1", "3:1: not a table of settings: write [base.ui]"),
        ("serial = 1\n[base.ui.language]\nx = 1", "ui.language has to be a value"),
        ("serial = 1\nkiosk = 1", "2:9: [kiosk] has to hold tables"),
        ("serial = 1\n[kiosk]\na = 1", "3:5: [kiosk.a] has to be a table"),
        ("serial = 1\n[kiosk.\"a b\"]", "2:8: not a kiosk's name"),
        ("serial = 1\n[kiosk.a]\ngroup = \"x\"", "3:9: no [group.x]; there is no group"),
        ("serial = 1\n[group.y]\n[kiosk.a]\ngroup = \"x\"", "4:9: no [group.x]; known here: y"),
        ("serial = 1\nserial = 2", "2:1: duplicate key"),
        ("serial = 1\n[base.exchange]\ncounter_from = 1", "of one kiosk alone"),
        ("serial = 1\n[group.a.exchange]\ncounter_to = 1", "of one kiosk alone"),
    ] {
        assert!(wrong(text).contains(words), "{text:?}: {}", wrong(text));
    }
}

#[test]
fn a_value_that_a_kiosk_would_refuse_is_named_at_its_place_in_the_bundle() {
    let checked = any(
        "serial = 1\n[base.ui]\ntheme = \"dark\"\n[kiosk.a.ui]\nlanguage = \"xx\"\n[kiosk.b]\n[kiosk.c.handoff]\nkind = \"csv\"\n\
         [kiosk.d.panel]\nshow_for = \"5\"\n",
    );
    let said: Vec<_> = checked.iter().map(|(_, keys)| keys.as_ref().map_err(String::as_str)).collect();
    assert_eq!(said[1], Ok(&1));
    let error = |at: usize| said[at].unwrap_err();
    assert!(error(0).starts_with("fleet.toml:5:1: ui.language of kiosk a: unknown variant `xx`"), "{}", error(0));
    assert!(error(2).contains("for kiosk c: [handoff]") && error(2).contains("dir"), "{}", error(2));
    assert!(error(3).starts_with("fleet.toml:10:1: panel.show_for of kiosk d: "), "{}", error(3));
}

#[test]
fn no_bundle_sets_a_secret_or_what_is_the_boxes_own() {
    let site = Site::new();
    for (lines, words) in [
        ("[base.identify]\nstaff_passcode = \"x\"", "3:1: identify.staff_passcode: a bundle sets no secret"),
        ("[base.staff]\nsign-01 = \"x\"", "3:1: staff.sign-01: a bundle sets no secret"),
        ("[base.staff]", "[staff]: a bundle sets no secret"),
        ("[base.gateway]\nkey = \"x\"", "gateway.key: a bundle sets no secret"),
        ("[base.gateway]\ncertificate = \"x\"", "gateway.certificate: a bundle sets no secret"),
        ("[base.call]\ntoken_file = \"x\"", "call.token_file: a bundle sets no secret"),
        ("[base.fleet]\nkey = \"mine.pem\"", "fleet.key: a bundle does not set whose bundles are taken"),
        ("[base.fleet]\ntaken = \"x\"", "fleet.taken: "),
        ("[base]\nunset = [\"fleet.taken\"]", "fleet.taken: "),
        ("[base.identify]\nkeyboard_out_of_reach = true", "the site itself states this"),
        ("[base.source]\nkind = \"oqs-folder\"\ndir = \"/tmp/simulated\"", "source.kind: where results come from"),
        ("[base.exchange]\nanswers = \"/tmp\"", "exchange.answers: where results come from"),
        ("[base.exchange]\ncards = \"/tmp\"", "exchange.cards: where results come from"),
        ("[base.call]\nfile = \"fleet.pem\"", "call.file: where the kiosk keeps this"),
        ("[base.journal]\ndir = \"/dev/shm/x\"", "journal.dir: where the kiosk keeps this"),
        ("[base.share]\nhost = \"192.0.2.9\"", "root takes this over"),
    ] {
        let error = site.refuses(&base(1, lines));
        assert!(error.contains(words), "{lines}: {error}");
    }
    for way in [
        "base.staff = {x = \"y\"}",
        "base = {staff = {x = \"y\"}}",
        "[group.g.staff]\nx = \"y\"",
        "[base.\"staff\"]\nx = 1",
    ] {
        assert!(site.refuses(&base(1, way)).contains("a bundle sets no secret"), "{way}");
    }
}

#[test]
fn no_value_brings_a_line_that_could_pass_for_another_setting() {
    for value in
        ["\"\"\"\nx\n[share]\nhost = \"evil\"\n\"\"\"", "\"x\\nlarge_text = true\"", "\'\'\'a\nb\'\'\'", "[\"a\\nb\"]"]
    {
        let words = wrong(&format!("serial = 1\n[base.kiosk]\nname = {value}\n"));
        assert!(words.contains("kiosk.name has to be a value on one line"), "{value}: {words}");
    }
    let site = Site::new();
    site.follows(&base(1, "[base.hours]\nopen = \"09:00-18:00\"\nclosed = [ # days\n  \"sun\",\n  \"sat\", # too\n]"));
    assert!(site.text("kiosk.toml").contains("\nclosed = [\"sun\", \"sat\"]\n"), "{}", site.text("kiosk.toml"));
}

#[test]
fn the_token_of_a_site_goes_to_no_other_address() {
    let site = Site::new();
    let call = "[call]\nurl = \"https://pager.example/a\"\ntoken_file = \"token\"\n";
    fs::write(site.path("kiosk.toml"), format!("{OWN}{call}")).unwrap();
    for lines in ["url = \"https://evil.example/a\"", "ca = \"/tmp/evil.pem\""] {
        let error = site.refuses(&base(1, &format!("[base.call]\n{lines}")));
        assert!(error.contains("3:1: this kiosk has a token for its pager"), "{error}");
    }
    site.follows(&base(1, "[base.call]\nurl = \"https://pager.example/a\"\ntimeout = \"3s\""));
    // Without a token there is nothing to keep.
    fs::write(site.path("kiosk.toml"), OWN).unwrap();
    site.follows(&base(2, "[base.call]\nurl = \"https://other.example/a\""));
}

#[test]
fn a_text_that_nests_or_repeats_itself_without_end_is_an_error_or_done_soon() {
    let nested = format!("serial = 1\nbase = {}{}", "[".repeat(100_000), "]".repeat(100_000));
    assert!(wrong(&nested).contains("recurs"), "{}", wrong(&nested));
    let dotted = format!("serial = 1\n{}x = 1\n", "a.".repeat(100_000));
    assert!(wrong(&dotted).contains("recurs"), "{}", wrong(&dotted));
    let header = format!("serial = 1\n[base{}]\n", ".a".repeat(100_000));
    assert!(wrong(&header).contains("recurs"), "{}", wrong(&header));
    let tables = format!("serial = 1\n{}", "[[base]]\n".repeat(50_000));
    assert!(wrong(&tables).contains("[base] has to be a table"), "{}", wrong(&tables));
    let many: String =
        std::iter::once("serial = 1\n".to_owned()).chain((0..1000).map(|at| format!("[kiosk.k{at}]\n"))).collect();
    assert_eq!(Bundle::parse(&many).unwrap().kiosks().len(), 1000);
}

#[test]
fn words_of_a_bundle_do_not_steer_the_terminal_that_shows_an_error() {
    for text in [
        "serial = 1\n[\"\\u001b[2J\"]\n",
        "serial = 1\n[base.\"\\u001b[2J\"]\nx = 1\n",
        "serial = 1\n[kiosk.\"\\u001b\"]\n",
    ] {
        let words = wrong(text);
        assert!(!words.contains(char::is_control), "{words:?}");
    }
}
