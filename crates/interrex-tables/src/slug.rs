//! Names for things, made of words.

/// Ukrainian letters in Latin ones, by the table of the Cabinet's resolution 55 of 27 January 2010;
/// the letters that stand otherwise at the start of a word are below.
const LETTERS: [(char, &str); 33] = [
    ('а', "a"),
    ('б', "b"),
    ('в', "v"),
    ('г', "h"),
    ('ґ', "g"),
    ('д', "d"),
    ('е', "e"),
    ('є', "ie"),
    ('ж', "zh"),
    ('з', "z"),
    ('и', "y"),
    ('і', "i"),
    ('ї', "i"),
    ('й', "i"),
    ('к', "k"),
    ('л', "l"),
    ('м', "m"),
    ('н', "n"),
    ('о', "o"),
    ('п', "p"),
    ('р', "r"),
    ('с', "s"),
    ('т', "t"),
    ('у', "u"),
    ('ф', "f"),
    ('х', "kh"),
    ('ц', "ts"),
    ('ч', "ch"),
    ('ш', "sh"),
    ('щ', "shch"),
    ('ь', ""),
    ('ю', "iu"),
    ('я', "ia"),
];

/// Letters that stand otherwise at the start of a word.
const FIRST: [(char, &str); 5] = [
    ('є', "ye"),
    ('ї', "yi"),
    ('й', "y"),
    ('ю', "yu"),
    ('я', "ya"),
];

/// Letters with marks, without them.
const MARKED: [(&str, char); 10] = [
    ("àáâãäåāăą", 'a'),
    ("çćč", 'c'),
    ("ďđ", 'd'),
    ("èéêëēėęě", 'e'),
    ("ìíîïīį", 'i'),
    ("ñńň", 'n'),
    ("òóôõöøō", 'o'),
    ("śš", 's'),
    ("ùúûüūů", 'u'),
    ("źżž", 'z'),
];

/// A name of lower-case letters, digits and hyphens, made of words; empty where they have none.
///
/// # Examples
///
/// ```
/// assert_eq!(interrex_tables::slug("Office of the Director (West)"), "office-of-the-director-west");
/// assert_eq!(interrex_tables::slug("Київська область"), "kyivska-oblast");
/// ```
pub fn slug(words: &str) -> String {
    let mut name = String::with_capacity(words.len());
    for letter in words.chars().flat_map(char::to_lowercase) {
        if letter.is_ascii_alphanumeric() {
            name.push(letter);
        } else if let Some(latin) = latin(letter, name.is_empty() || name.ends_with('-')) {
            name.push_str(latin);
        } else if let Some((_, plain)) = MARKED.iter().find(|(marked, _)| marked.contains(letter)) {
            name.push(*plain);
        } else if !matches!(letter, '\'' | '’' | 'ʼ') && !name.is_empty() && !name.ends_with('-')
        {
            name.push('-');
        }
    }
    name.truncate(name.trim_end_matches('-').len());
    name
}

fn latin(letter: char, is_first: bool) -> Option<&'static str> {
    let first = FIRST.iter().find(|(known, _)| is_first && *known == letter);
    let found = first.or_else(|| LETTERS.iter().find(|(known, _)| *known == letter));
    found.map(|(_, latin)| *latin)
}

#[cfg(test)]
mod tests {
    use super::slug;

    /// Names as the resolution itself gives them.
    #[test]
    fn names_are_those_of_the_resolution() {
        for (words, expect) in [
            ("Єнакієве", "yenakiieve"),
            ("Їжакевич", "yizhakevych"),
            ("Йосипівка", "yosypivka"),
            ("Знам’янка", "znamianka"),
            ("Щербухи", "shcherbukhy"),
            ("Юрій", "yurii"),
            ("Ґалаґан", "galagan"),
        ] {
            assert_eq!(slug(words), expect, "{words}");
        }
    }

    #[test]
    fn whatever_is_no_letter_stands_between() {
        for (words, expect) in [
            ("  (Deputy) Director, R&D  ", "deputy-director-r-d"),
            ("Straße 7", "stra-e-7"),
            ("São Paulo – Łódź", "sao-paulo-odz"),
            ("—", ""),
            ("a--b", "a-b"),
        ] {
            assert_eq!(slug(words), expect, "{words}");
        }
    }
}
