//! Addresses of authors that stand on other slides than the cover: `Rückfragen: vorname.muster@amt.example`.
//!
//! In: the blocks of a slide. Out: its addresses, and the author whose name one has in it.
//!
//! Not here: addresses without a name, which may be somebody else's, whatever stands beside them.

use super::{Draft, plain};
use crate::layout::Block;
use crate::text::TextMap;

/// The words of a slide that are addresses.
pub(in crate::extract) fn addresses(blocks: &[Block]) -> Vec<TextMap> {
    let mut found = Vec::new();
    for block in blocks.iter().filter(|block| block.as_str().contains('@')) {
        let mut at = 0;
        for word in block.as_str().split(' ') {
            let inner = word.trim_matches(|c: char| !c.is_alphanumeric());
            let start = at + (word.len() - word.trim_start_matches(|c: char| !c.is_alphanumeric()).len());
            let parts = inner.split_once('@').filter(|(local, domain)| !local.is_empty() && domain.contains('.'));
            found.extend(parts.map(|_| block.text.slice(start..start + inner.len())));
            at += word.len() + 1;
        }
    }
    found
}

/// Gives authors without an address the one on another slide that has their name in it, if that is the only one.
pub(super) fn take_contacts(contacts: &[TextMap], drafts: &mut [Draft]) {
    for draft in drafts.iter_mut().filter(|draft| draft.email.is_none()) {
        let mut own = contacts.iter().filter(|one| has_name(one.as_str(), draft.name.as_str()));
        let Some(first) = own.next() else { continue };
        if own.all(|other| other.as_str() == first.as_str()) {
            draft.take(std::slice::from_ref(first));
        }
    }
}

/// Whether an address consists of the last name of somebody, and of the first name or initials beside it: `a.quer`,
/// `ada.quer`, `kh.pult` of Karl-Heinz Pult.
fn has_name(address: &str, name: &str) -> bool {
    let local = plain(address.split('@').next().unwrap_or_default());
    let words: Vec<String> = name.split(' ').filter(|word| !word.ends_with('.')).map(plain).collect();
    let Some((last, first)) = words.split_last().filter(|(last, _)| last.len() > 2) else { return false };
    let given: Vec<&str> = first.iter().flat_map(|word| word.split('-')).collect();
    let initials: String = given.iter().filter_map(|word| word.chars().next()).collect();
    let Some((front, behind)) = local.split_once(last.as_str()) else { return false };
    let is_own = |part: &str| {
        part == initials || first.iter().any(|word| word == part || part.len() == 1 && word.starts_with(part))
    };
    [front, behind].iter().flat_map(|rest| rest.split(['.', '-', '_'])).filter(|part| !part.is_empty()).all(is_own)
}
