//! How was voted, behind the identifier of a decision: `Beschluss 2025/22 – einstimmig angenommen`, `Beschluss 2025/22 ·
//! Abstimmung: 16 Ja`.

use super::identifier::council_behind;
use crate::vocabulary::{VOTE_LABELS, VOTE_NOUNS, VOTE_WORDS};

/// A text without how was voted, which may stand behind an identifier: `Beschluss 2025/22 – einstimmig angenommen`.
pub(super) fn without_vote(text: &str) -> &str {
    const SIGNS: [&str; 6] = [" – ", " | ", " · ", ", ", ": ", " ("];
    // What is voted on ends with a digit.
    let behind_digit = |(at, pair): (usize, &[u8])| pair[0].is_ascii_digit().then(|| text.split_at_checked(at + 1))?;
    let voted = |(front, behind): (&'_ str, &str)| {
        // `Beschluss 2025/22 des IT-Planungsrats – einstimmig`
        let (front, behind) = text.split_at(front.len() + council_behind(behind));
        let vote = SIGNS.iter().find_map(|sign| behind.strip_prefix(sign))?;
        // `Beschluss 2025/22 · Abstimmung: 16 Ja`
        let labelled = VOTE_LABELS.iter().find_map(|label| vote.strip_prefix(label));
        let counted = labelled.is_some_and(|told| told.starts_with(|c: char| c.is_ascii_digit()) || is_vote(told));
        (counted || is_vote(vote.trim_end_matches(')'))).then_some(front.len())
    };
    let end = text.as_bytes().windows(2).enumerate().filter_map(behind_digit).find_map(voted);
    &text[..end.unwrap_or(text.len())]
}

/// Whether a text says how was voted, and nothing else: `angenommen, 1 Enthaltung`.
pub(super) fn is_vote(text: &str) -> bool {
    const MOST_WORDS: usize = 6;
    let words = || text.split([' ', ',']).filter(|word| !word.is_empty());
    // `Haushalt beschlossen` is a title.
    let of_vote =
        |word: &str| VOTE_WORDS.contains(&word) || VOTE_NOUNS.contains(&word) || !word.contains(char::is_uppercase);
    words().take(MOST_WORDS + 1).count() <= MOST_WORDS
        && words().all(of_vote)
        && words().any(|word| VOTE_WORDS.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn votes_behind_identifiers() {
        let alone = [
            "Beschluss 2025/22 – einstimmig",
            "Beschluss 2025/22 · Abstimmung: 16 Ja",
            "Beschluss 2025/22 (einstimmig)",
        ];
        assert!(alone.iter().all(|text| without_vote(text) == "Beschluss 2025/22"));
        let council = "Beschluss 2025/22 des IT-Planungsrats";
        assert_eq!(without_vote(&format!("{council} – einstimmig")), council);
        let titled = "Beschluss 2025/22 | Ergebnis: Netze";
        assert_eq!(without_vote(titled), titled);
    }
}
