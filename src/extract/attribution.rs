//! Which record and field a finding is about.
//!
//! In: the records, and findings with their places. Out: the same findings, each with the smallest field around it.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::record::Extraction;
use crate::source::{Span, merged};
use crate::text::Step;

/// Names the record and the field that hold the bytes of a finding, where the finding does not name them itself.
pub(super) fn attribute(extraction: &Extraction, diagnostics: &mut [Diagnostic]) {
    let fields = Fields::of(extraction);
    for found in diagnostics.iter_mut().filter(|found| found.record.is_none()) {
        if let Some(field) = fields.around(found.span) {
            found.record = Some(field.record.to_owned());
            found.field = Some(field.path.to_owned());
        } else if found.field.is_some() {
            // What says its field and no record is said of the meeting.
            found.record.clone_from(&extraction.meeting.id);
        }
    }
}

/// A field and where it stands.
struct Place<'a> {
    cover: Span,
    record: &'a str,
    path: &'a str,
    /// Where its parts stand, in order, if it is a list of some that stand apart.
    parts: Option<Vec<Span>>,
}

/// All fields by how long they are: in each class those of the same number of binary digits, by where they start. What
/// holds a place starts at most its own length before the end of it, so that few need be looked at.
struct Fields<'a>(BTreeMap<u32, Vec<Place<'a>>>);

impl<'a> Fields<'a> {
    fn of(extraction: &'a Extraction) -> Self {
        let mut classes: BTreeMap<u32, Vec<Place<'a>>> = BTreeMap::new();
        for (record, provenance) in extraction.records() {
            for (path, trace) in provenance.fields.iter() {
                // Ids and sums reach over half the deck.
                let wide = path == "id" || trace.steps.last() == Some(&Step::Sum);
                if let Some(cover) = trace.cover().filter(|_| !wide) {
                    let apart = trace.steps == [Step::Parts];
                    let parts = apart.then(|| merged(trace.spans.iter().copied()));
                    let place = Place { cover, record, path, parts };
                    classes.entry(cover.len().max(1).ilog2()).or_default().push(place);
                }
            }
        }
        // Of two fields that are as small the outer one stands first, and stays there.
        classes.values_mut().for_each(|places| places.sort_by_key(|place| place.cover.start));
        Self(classes)
    }

    /// The smallest field around a place.
    fn around(&self, span: Span) -> Option<&Place<'a>> {
        let touches = |parts: &Vec<Span>| {
            let next = parts.partition_point(|one| one.end <= span.start);
            parts.get(next).is_some_and(|one| one.start < span.end)
        };
        let holds = |place: &&Place<'_>| {
            let inside = place.cover.start <= span.start && span.end <= place.cover.end;
            inside && place.parts.as_ref().is_none_or(touches)
        };
        self.0.iter().find_map(|(class, places)| {
            let longest = 2_usize.saturating_pow(class + 1);
            let first = places.partition_point(|place| place.cover.start + longest < span.end);
            let near = places[first..].iter().take_while(|place| place.cover.start <= span.start);
            near.filter(holds).min_by_key(|place| place.cover.len())
        })
    }
}
