//! Days: when and where the body met, and of which day the deck is.
//!
//! In: the blocks of the cover, what runs on the slides, and what sentences tell. Out: three fields of the meeting.

use chrono::NaiveDate;

use super::authors::{between_bars, lines_of};
use super::meeting::day_trace;
use crate::diagnostic::{Code, Diagnostic};
use crate::grammar::cover::{
    CoverDay, Whose, cover_day, is_place_alone, labelled_day, occasion_within, place_of_decision, session_place,
};
use crate::layout::Block;
use crate::record::Meeting;
use crate::source::Span;
use crate::text::TextMap;

/// Reads the days of a cover: the session's, with its place, and the deck's, which may stand on the other slides alone. What
/// the cover does not say outright of the session, sentences may have `told`.
pub(super) fn read_days(
    blocks: &[Block],
    on_slides: impl FnOnce() -> Option<(TextMap, CoverDay)>,
    told: impl FnOnce(&mut Meeting, &mut Vec<Diagnostic>),
    meeting: &mut Meeting,
    found: &mut Vec<Diagnostic>,
) {
    let texts = blocks.iter().filter(|block| block.bullet.is_none()).flat_map(|block| {
        let whole = cover_day(block.as_str()).is_some() || session_place(block.as_str()).is_some();
        let lines = if whole { vec![block.text.clone()] } else { lines_of(block) };
        // `64. Sitzung des IT-Planungsrats | Hannover, 19. März 2031`
        let parts = |line: TextMap| match cover_day(line.as_str()) {
            Some(_) => vec![line],
            None => between_bars(&line),
        };
        lines.into_iter().flat_map(parts).collect::<Vec<TextMap>>()
    });
    let texts: Vec<TextMap> = texts.collect();
    let days: Vec<(&TextMap, CoverDay)> =
        texts.iter().filter_map(|text| Some((text, day_on_cover(text.as_str())?))).collect();
    let first = |whose: Whose| days.iter().find(|(_, day)| day.whose == whose);
    let mut open: Vec<&(&TextMap, CoverDay)> = days.iter().filter(|(_, day)| day.whose == Whose::Open).collect();
    // A summary is made after its session.
    open.sort_by_key(|(_, day)| day.date.0.first);
    let mut deck = first(Whose::Deck);
    let places = Places { blocks, texts: &texts };
    if let Some((text, day)) = first(Whose::Session) {
        places.put_session(text, day, meeting, found);
    } else if let Some(place) = places.said() {
        meeting.place = Some(meeting.provenance.text("place", &place));
    }
    told(meeting, found);
    // Of a day that sentences tell, the cover may say where it was.
    let met = meeting.session_date.filter(|_| first(Whose::Session).is_none());
    let of_session = open.iter().copied().find(|(_, day)| Some(day.date.0.first) == met);
    if let Some((text, day)) = of_session {
        places.put_place(text, day, meeting, found);
    }
    if let Some((text, _)) = open.iter().find(|(_, day)| met.is_some_and(|met| day.date.0.first < met)) {
        let message = format!("found `{}`, which is before the day that a sentence tells", text.as_str());
        found.push(Diagnostic::new(Code::UncertainDate, text.cover(), message).field("session_date"));
    }
    let mut own = of_session;
    if meeting.session_date.is_none() {
        // Where the body met in another place, it is none of its days.
        let elsewhere = |(text, day): &(&TextMap, CoverDay)| {
            let beside = day.place.clone().map(|range| text.slice(range));
            beside.zip(meeting.place.as_ref()).is_some_and(|(beside, place)| beside.as_str() != place)
        };
        let last = deck.or(open.last().copied()).map(|(_, day)| day.date.0.first);
        let earlier = open.first().copied().filter(|(_, day)| last.is_some_and(|last| day.date.0.first < last));
        // One day alone beside a place is when and where the body met.
        let alone = if let [only] = open[..] { Some(only).filter(|(_, day)| day.place.is_some()) } else { None };
        own = earlier.or(alone.filter(|_| deck.is_none())).filter(|day| !elsewhere(day));
        if let Some((text, day)) = own {
            places.put_session(text, day, meeting, found);
            let why = if open.len() > 1 { "it is the earlier one" } else { "a place stands beside it" };
            let message = format!("`{}` was read as the day of the session, as {why}", text.as_str());
            found.push(Diagnostic::new(Code::UncertainDate, text.cover(), message).field("session_date"));
        }
    }
    let session = meeting.session_date;
    let before = |date: NaiveDate| session.is_none_or(|session| session <= date);
    let is_session = |day: &TextMap| own.is_some_and(|(text, _)| text.cover() == day.cover());
    let later = |(text, day): &&(&TextMap, CoverDay)| !is_session(text) && before(day.date.0.first);
    deck = deck.or(open.last().copied().filter(later));
    // What the deck was made for.
    let occasion = first(Whose::Occasion).filter(|(_, day)| deck.is_none() && before(day.date.0.first));
    if let Some((text, _)) = occasion {
        let message = format!("`{}` was read as the day of the deck, as that of what it was made for", text.as_str());
        found.push(Diagnostic::new(Code::UncertainDate, text.cover(), message).field("summary_date"));
    }
    deck = deck.or(occasion);
    let on_slides = if deck.is_none() && !blocks.is_empty() { on_slides() } else { None };
    let on_slides = on_slides.filter(|(_, day)| before(day.date.0.first));
    // `Abschluss der Arbeit: 8. Juli 2031`, where nothing else says of which day the deck is.
    let labelled = || texts.iter().find_map(|text| Some((text.clone(), labelled_day(text.as_str())?)));
    let is_known = deck.is_some() || on_slides.is_some();
    let labelled = if is_known { None } else { labelled().filter(|(_, day)| before(day.date.0.first)) };
    let why = if labelled.is_some() { "no other is the deck's" } else { "it stands on its slides" };
    let on_slides = on_slides.or(labelled);
    if let Some((text, _)) = &on_slides {
        let message = format!("`{}` was read as the day of the deck, as {why}", text.as_str());
        found.push(Diagnostic::new(Code::UncertainDate, text.cover(), message).field("summary_date"));
    }
    if let Some((text, day)) =
        deck.map(|(text, day)| (*text, day)).or(on_slides.as_ref().map(|(text, day)| (text, day)))
    {
        meeting.summary_date = Some(day.date.0.first);
        meeting.provenance.put("summary_date", day_trace(text, day));
    }
    if session.is_none()
        && meeting.place.is_none()
        && let [(text, _)] = open[..]
        && let Some(next) = places.below(text)
    {
        // It may be a company as well.
        let message = format!("found `{}` below the day of the deck, which may be the place", next.as_str());
        found.push(Diagnostic::new(Code::UncertainPlace, next.cover(), message).field("place"));
    }
}

/// Where a cover may say where the body met.
struct Places<'a> {
    blocks: &'a [Block],
    texts: &'a [TextMap],
}

impl Places<'_> {
    /// The place that a label names.
    fn said(&self) -> Option<TextMap> {
        self.texts.iter().find_map(|text| Some(text.slice(session_place(text.as_str())?)))
    }

    /// The place on the line below a day.
    fn below(&self, day: &TextMap) -> Option<&TextMap> {
        let at = self.texts.iter().position(|other| other.cover() == day.cover())?;
        self.texts.get(at + 1).filter(|next| is_place_alone(next.as_str()))
    }

    /// Takes a day as that of the session, with its place.
    fn put_session(&self, text: &TextMap, day: &CoverDay, meeting: &mut Meeting, found: &mut Vec<Diagnostic>) {
        meeting.session_date = Some(day.date.0.first);
        meeting.provenance.put("session_date", day_trace(text, day));
        self.put_place(text, day, meeting, found);
    }

    /// Takes the place of a day, where none is known.
    fn put_place(&self, text: &TextMap, day: &CoverDay, meeting: &mut Meeting, found: &mut Vec<Diagnostic>) {
        if meeting.place.is_some() {
            return;
        }
        let beside = || day.place.clone().map(|range| (text.slice(range), day.doubtful));
        let told = self.said().map(|place| (place, false)).or_else(beside);
        let told = told.or_else(|| self.below(text).map(|next| (next.clone(), true)));
        let why = if told.is_some() { "it stands beside the day" } else { "its title names it" };
        let decided = || {
            let mut blocks = self.blocks.iter();
            blocks.find_map(|block| Some((block.text.slice(place_of_decision(block.as_str())?), true)))
        };
        let Some((place, doubtful)) = told.or_else(decided) else { return };
        meeting.place = Some(meeting.provenance.text("place", &place));
        if doubtful {
            let message = format!("`{}` was read as the place, as {why}", place.as_str());
            found.push(Diagnostic::new(Code::UncertainPlace, place.cover(), message).field("place"));
        }
    }
}

/// Reads a whole text as a day of a cover, also of an occasion among other words.
fn day_on_cover(text: &str) -> Option<CoverDay> {
    cover_day(text).or_else(|| occasion_within(text))
}

/// The one day that stands on the slides of a deck, beside their numbers or alone.
pub(super) fn day_of_slides(source: &str, furniture: &[Span]) -> Option<(TextMap, CoverDay)> {
    let texts = furniture.iter().filter_map(|span| TextMap::piece(source, *span));
    let mut days = texts.flat_map(|text| between_bars(&text)).filter_map(|text| {
        let day = cover_day(text.as_str()).filter(|day| day.whose != Whose::Session && day.place.is_none())?;
        Some((text, day))
    });
    let first = days.next()?;
    days.all(|(_, other)| other.date.0.first == first.1.date.0.first).then_some(first)
}

#[cfg(test)]
mod tests {
    use crate::Source;
    use crate::diagnostic::Code;

    /// The session's day, its place and the deck's day, and whether one of them is in doubt.
    fn read(cover: &str, sentence: &str) -> [String; 4] {
        let text = format!(
            "Ergebnisse der 47. Sitzung des IT-Planungsrats\n\n{cover}\n\u{c}Zur Sitzung\n\n{sentence}\n\u{c}Beschluss \
             2028/22 | Post\n\n- Der Bund schreibt.\n"
        );
        let source = Source::from_bytes("deck.txt", text.as_bytes()).expect("it is text");
        let read = crate::extract(&source);
        let doubt = read.diagnostics.iter().any(|one| one.code == Code::UncertainDate);
        let day = |day: Option<chrono::NaiveDate>| day.map_or("-".to_owned(), |day| day.to_string());
        let meeting = read.meeting;
        [day(meeting.session_date), meeting.place.unwrap_or_default(), day(meeting.summary_date), doubt.to_string()]
    }

    #[test]
    fn what_sentences_tell_goes_before_what_a_cover_lets_guess() {
        let met = "Der IT-Planungsrat hat am 7. März 2028 in Fulda getagt.";
        assert_eq!(read("Kiel, 20. März 2028", met), ["2028-03-07", "Fulda", "2028-03-20", "false"]);
        // The day that they tell is none of the deck.
        assert_eq!(read("Fulda, 7. März 2028", met), ["2028-03-07", "Fulda", "-", "false"]);
        let without_place = "Die Sitzung fand am 7. März 2028 statt.";
        assert_eq!(read("Fulda, 7. März 2028", without_place), ["2028-03-07", "Fulda", "-", "false"]);
        // Both cannot be.
        assert_eq!(read("Kiel, 2. März 2028", met), ["2028-03-07", "Fulda", "-", "true"]);
        // It met somewhere else.
        let without_day = "Die Sitzung fand in Jena statt.";
        assert_eq!(read("Kiel, 20. März 2028", without_day), ["-", "Jena", "2028-03-20", "false"]);
        let last = "Der IT-Planungsrat hat in seiner 46. Sitzung am 7. Mai 2027 in Fulda getagt.";
        assert_eq!(read("Kiel, 20. März 2028", last), ["2028-03-20", "Kiel", "-", "true"]);
        let twice = "Die Sitzung war am 6. März 2028\n\nDie 47. Sitzung fand am 7. März 2028 in Fulda statt.";
        assert_eq!(read("Kiel, 20. März 2028", twice), ["2028-03-07", "Fulda", "2028-03-20", "true"]);
        let other = "Der Ausschuss hat am 7. März 2028 in Fulda getagt.";
        assert_eq!(read("Kiel, 20. März 2028", other), ["2028-03-20", "Kiel", "-", "true"]);
        assert_eq!(read("Saalfeld, 20. März 2028", other), ["2028-03-20", "Saalfeld", "-", "true"]);
    }
}
