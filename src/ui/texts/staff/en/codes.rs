//! What a code means, in English.

use super::super::desk_texts::CodesTexts;

pub(super) const TEXTS: CodesTexts = CodesTexts {
    ask: "Type the three digits of the code",
    example: "107 for K-107. Codes stand at the top right of a trouble's screen, and among today's checks.",
    unknown: |code| format!("There is no code {code}. Please compare the digits."),
    further: "For another code, type its digits.",
};
