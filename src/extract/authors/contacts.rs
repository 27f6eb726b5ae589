//! Addresses of authors that stand on other slides than the cover: `Rückfragen: vorname.muster@amt.example`.
//!
//! In: the blocks of a slide. Out: each address, with the blocks that say whose it is; the author that it is of.

use super::{Draft, is_address_of};
use crate::layout::Block;
use crate::text::TextMap;

/// Blocks above an address that may say whose it is.
const ABOVE: usize = 3;

/// An address on a slide.
pub(in crate::extract) struct Contact<'a> {
    address: TextMap,
    /// Its block, below those right above it.
    around: &'a [Block],
}

impl<'a> Contact<'a> {
    /// All addresses of a slide.
    pub(in crate::extract) fn all(blocks: &'a [Block]) -> impl Iterator<Item = Self> {
        let with_sign = blocks.iter().enumerate().filter(|(_, block)| block.as_str().contains('@'));
        with_sign.flat_map(move |(at, block)| {
            let around = &blocks[at.saturating_sub(ABOVE)..=at];
            addresses(&block.text).into_iter().map(move |address| Contact { address, around })
        })
    }

    /// Whether it stands beside the last name of somebody, or below it.
    fn stands_beside(&self, name: &str) -> bool {
        let last = name.rsplit(' ').next().unwrap_or_default();
        let part_of_word = |c: char| !c.is_alphanumeric() && c != '-';
        self.around.iter().any(|block| block.as_str().split(part_of_word).any(|word| word == last))
    }
}

/// The words of a text that are addresses.
fn addresses(text: &TextMap) -> Vec<TextMap> {
    let all = text.as_str();
    let mut found = Vec::new();
    let mut at = 0;
    for word in all.split(' ') {
        let inner = word.trim_matches(|c: char| !c.is_alphanumeric());
        let start = at + (word.len() - word.trim_start_matches(|c: char| !c.is_alphanumeric()).len());
        let parts = inner.split_once('@').filter(|(local, domain)| !local.is_empty() && domain.contains('.'));
        found.extend(parts.map(|_| text.slice(start..start + inner.len())));
        at += word.len() + 1;
    }
    found
}

/// Gives authors without an address the one on another slide that has their name in it, or that stands beside the name
/// of the only author.
pub(super) fn take_contacts(contacts: &[Contact<'_>], drafts: &mut [Draft]) {
    let alone = drafts.len() == 1;
    for draft in drafts.iter_mut().filter(|draft| draft.email.is_none()) {
        let name = draft.name.as_str();
        let own = only(contacts.iter().filter(|one| is_address_of(one.address.as_str(), name)));
        let beside = || only(contacts.iter().filter(|one| alone && one.stands_beside(name)));
        if let Some(address) = own.or_else(beside) {
            draft.take(std::slice::from_ref(address));
        }
    }
}

/// The one address that all have.
fn only<'a>(mut contacts: impl Iterator<Item = &'a Contact<'a>>) -> Option<&'a TextMap> {
    let first = &contacts.next()?.address;
    contacts.all(|other| other.address.as_str() == first.as_str()).then_some(first)
}
