//! Numbers that can be read from further away than letters: three rows high, out of half blocks.

/// Rows of a numeral.
pub const HEIGHT: usize = 3;

/// The ten digits, five rows of three pixels each; the highest bit is the pixel at the left.
const DIGITS: [[u8; 5]; 10] = [
    [0b111, 0b101, 0b101, 0b101, 0b111],
    [0b010, 0b110, 0b010, 0b010, 0b111],
    [0b111, 0b001, 0b111, 0b100, 0b111],
    [0b111, 0b001, 0b111, 0b001, 0b111],
    [0b101, 0b101, 0b111, 0b001, 0b001],
    [0b111, 0b100, 0b111, 0b001, 0b111],
    [0b111, 0b100, 0b111, 0b101, 0b111],
    [0b111, 0b001, 0b001, 0b010, 0b010],
    [0b111, 0b101, 0b111, 0b101, 0b111],
    [0b111, 0b101, 0b111, 0b001, 0b111],
];

/// The number in rows of equal length, a blank between two digits.
pub fn rows(number: u64) -> [String; HEIGHT] {
    let digits: Vec<_> = number.to_string().bytes().filter_map(|byte| DIGITS.get(usize::from(byte - b'0'))).collect();
    drawn(&digits)
}

/// The same of a number with its leading zeros; `None`: it has other characters than digits.
pub fn digits(number: &str) -> Option<[String; HEIGHT]> {
    let digit = |byte: u8| DIGITS.get(usize::from(byte.checked_sub(b'0')?));
    number.bytes().map(digit).collect::<Option<Vec<_>>>().map(|digits| drawn(&digits))
}

/// Rows of a tall numeral.
pub const TALL: usize = 5;

/// The same twice as large: a pixel is two cells.
pub fn tall(number: &str) -> Option<[String; TALL]> {
    let digit = |byte: u8| DIGITS.get(usize::from(byte.checked_sub(b'0')?));
    let digits = number.bytes().map(digit).collect::<Option<Vec<_>>>()?;
    let dots =
        |pixels: u8| (0..3).rev().map(|bit| if pixels >> bit & 1 == 1 { "██" } else { "  " }).collect::<String>();
    Some(std::array::from_fn(|row| digits.iter().map(|digit| dots(digit[row])).collect::<Vec<_>>().join("  ")))
}

fn drawn(digits: &[&[u8; 5]]) -> [String; HEIGHT] {
    std::array::from_fn(|row| {
        let line = |digit: &&[u8; 5]| {
            let [upper, lower] = [2 * row, 2 * row + 1].map(|pixels| digit.get(pixels).copied().unwrap_or(0));
            (0..3).rev().map(|bit| half(upper >> bit & 1 == 1, lower >> bit & 1 == 1)).collect::<String>()
        };
        digits.iter().map(line).collect::<Vec<_>>().join(" ")
    })
}

const fn half(upper: bool, lower: bool) -> char {
    match (upper, lower) {
        (true, true) => '█',
        (true, false) => '▀',
        (false, true) => '▄',
        (false, false) => ' ',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forty_two_looks_like_forty_two() {
        assert_eq!(rows(42), ["█ █ ▀▀█", "▀▀█ █▀▀", "  ▀ ▀▀▀"]);
    }

    #[test]
    fn a_tall_one_has_the_same_dots_in_whole_cells() {
        let tall = tall("42").unwrap();
        let expected = ["██  ██  ██████", "██  ██      ██", "██████  ██████", "    ██  ██    ", "    ██  ██████"];
        assert_eq!(tall, expected);
        assert!(super::tall("4-2").is_none());
    }

    #[test]
    fn leading_zeros_are_digits_and_a_letter_is_none() {
        assert_eq!(digits("42"), Some(rows(42)));
        assert_eq!(digits("007").unwrap().map(|row| row.chars().count()), [11; HEIGHT]);
        assert!(digits("P1").is_none() && digits("1-2").is_none());
    }

    #[test]
    fn no_two_digits_look_alike() {
        for one in 0..10 {
            for other in 0..one {
                assert_ne!(rows(one), rows(other), "{one} {other}");
            }
        }
    }
}
