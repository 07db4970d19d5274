//! What a visitor's sentences call the staff (`[ui] staff_word`).

/// One text for every word: what stands before it, its forms in the order of the words, what stands behind it.
macro_rules! by_word {
    ($word:ident: $before:literal [$($form:literal),+] $after:literal) => {
        [$(concat!($before, $form, $after)),+][$word]
    };
}

pub(super) use by_word;
