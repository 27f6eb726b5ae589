//! What is wrong, doubtful or worth knowing about a document.
//!
//! Out: [`Diagnostic`]s, each with a [`Code`] that `docs/diagnostics.md` explains. All that is wrong with a document is
//! one of these; the records go on.
//!
//! Not here: errors of files and calls, and the rules that find faults (`extract`, `check`).

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::source::Span;

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// A person should look.
    Warning,
    /// The record must not be used.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        })
    }
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Diagnostic {
    /// What kind of finding.
    pub code: Code,
    /// How much it matters.
    pub severity: Severity,
    /// What was found, and what was expected or done.
    pub message: String,
    /// The bytes that it is about.
    pub span: Span,
    /// The id of the record that it is about.
    pub record: Option<String>,
    /// The field of the record, as a path (`start`, `deadlines[0].date`).
    pub field: Option<String>,
}

impl Diagnostic {
    /// A finding about bytes.
    pub fn new(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self { code, severity: code.severity(), message: message.into(), span, record: None, field: None }
    }

    /// The same finding, about a record.
    #[must_use]
    pub fn of(mut self, record: impl Into<String>) -> Self {
        self.record = Some(record.into());
        self
    }

    /// The same finding, about a field of its record.
    #[must_use]
    pub fn field(mut self, field: impl Into<String>) -> Self {
        self.field = Some(field.into());
        self
    }
}

/// How many of some findings are errors, warnings and notes.
pub fn count<'a>(found: impl IntoIterator<Item = &'a Diagnostic>) -> [usize; 3] {
    let mut counts = [0; 3];
    for one in found {
        counts[match one.severity {
            Severity::Error => 0,
            Severity::Warning => 1,
            Severity::Note => 2,
        }] += 1;
    }
    counts
}

macro_rules! codes {
    ($($variant:ident $name:literal $severity:ident $meaning:literal $advice:literal;)*) => {
        /// The kinds of findings. Names are public API.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub enum Code {
            $(#[doc = $meaning] #[serde(rename = $name)] $variant,)*
        }

        impl Code {
            /// All codes, in the order of the documentation.
            pub const ALL: &'static [Code] = &[$(Code::$variant),*];

            /// The name, in kebab-case.
            pub fn name(self) -> &'static str {
                match self { $(Code::$variant => $name),* }
            }

            /// How much such a finding matters.
            pub fn severity(self) -> Severity {
                match self { $(Code::$variant => Severity::$severity),* }
            }

            /// What it means.
            pub fn meaning(self) -> &'static str {
                match self { $(Code::$variant => $meaning),* }
            }

            /// What to do about it.
            pub fn advice(self) -> &'static str {
                match self { $(Code::$variant => $advice),* }
            }
        }
    };
}

codes! {
    // Across the sources of a dataset.
    DifferingTotal "differing-total" Warning
        "A decision names a total, and neither one of its programmes nor all of them add up to it."
        "Compare the budgets with the original; a row may be missing or wrong, or the total means something else.";
    RepeatedSource "repeated-source" Note
        "Files with the same bytes were given; they were read once."
        "Nothing, or leave one of them out.";
    RepeatedMeeting "repeated-meeting" Warning
        "Several sources are about one meeting: versions of one deck, perhaps. The rows of all of them stand, so sums count them twice."
        "Keep one of them, or tell the rows apart by `sha256`.";
    DifferingRecord "differing-record" Warning
        "Two sources have a record of the same id and say different things in a field."
        "Read both quotes; decide which one holds.";
    DecisionGap "decision-gap" Note
        "The numbers of a deck's decisions leave one or more out."
        "Look whether a decision was lost, or was taken elsewhere.";
    UnknownReference "unknown-reference" Note
        "A decision cites another one that no source of the dataset has."
        "Nothing, or add the deck that has it.";
    DifferingSum "differing-sum" Warning
        "A table names the sum of its rows, and they add up to another."
        "Compare the rows with the original; one may be missing or wrong, or the sum is.";
    // The file.
    EmptySource "empty-source" Warning
        "The source has no text."
        "Check the program that read the text out; a deck of scanned pictures has none.";
    NotADeck "not-a-deck" Warning
        "Nothing in the text looks like a summary of a meeting, so no record was read."
        "Check that this is the right file.";
    DecodedSource "decoded-source" Note
        "The file is not in UTF-8; it was decoded, and spans count the bytes of the decoded text."
        "Nothing, where the umlauts are right.";
    DamagedBytes "damaged-bytes" Warning
        "Characters were lost, here or by the program that wrote the file (each such place reads U+FFFD), or are control characters that no text has."
        "Look at the fields that hold them, and get an undamaged copy.";
    PictureOnly "picture-only" Warning
        "A page of a PDF has pictures and no text; what they show is not read."
        "Look at the page; get the deck as it was written, or a version with text.";
    BlankPage "blank-page" Note
        "A page of a PDF has neither text nor pictures."
        "Nothing, where the page is empty.";
    HiddenText "hidden-text" Note
        "A page of a PDF holds text that no reader of the page sees (invisible, clipped, off the page); it was left out."
        "Nothing, or look for what was hidden.";
    UnmappedGlyphs "unmapped-glyphs" Warning
        "A font of a PDF does not say which characters its glyphs are; each such place reads U+FFFD."
        "Get the PDF from another program, one that embeds its fonts with a map to Unicode.";
    DamagedPdf "damaged-pdf" Warning
        "A PDF, or a page of it, is damaged; text may be lost."
        "Get an undamaged copy.";
    LimitReached "limit-reached" Error
        "A PDF was not read to its end, as a limit was reached."
        "Raise the limit with `--limit`, if the file is to be trusted.";
    // The layout.
    ShatteredHeader "shattered-header" Note
        "A text that stands upright on the page was torn into short lines; it was put together again."
        "Nothing, where the text reads well.";
    RunningLine "running-line" Note
        "A line stands first or last on most slides, the same but for their number; it was taken off as furniture."
        "Nothing, where it is a header or a footer.";
    LostPageMark "lost-page-mark" Note
        "A cover starts or ends here as other covers of the deck do, and nothing marks a new slide; it was cut there."
        "Nothing, where the slides are right.";
    RejoinedWord "rejoined-word" Note
        "A word was cut over two lines without a hyphen; it was put together again."
        "Nothing, where the word is right.";
    DoubledText "doubled-text" Note
        "Texts were drawn twice, one over the other; each is read once."
        "Nothing, where no word really stands twice.";
    FusedLabel "fused-label" Note
        "The label of a card is fused to the end of its text; they were taken apart at the capital."
        "Nothing, where the label is right.";
    FusedFootnote "fused-footnote" Warning
        "A number is fused to the end of a word, as footnote marks are when a text loses its layout; it was kept."
        "Take the number out of the text where it is a footnote mark.";
    UnclaimedText "unclaimed-text" Warning
        "Text that was not understood."
        "Read it; it may hold a record or a part of one.";
    // Dates, money and other values.
    RepairedDate "repaired-date" Warning
        "A date is mistyped (a dot is missing or doubled, a blank is in it); it was read as what it must mean."
        "Compare the date with the quoted text.";
    ImpossibleDate "impossible-date" Warning
        "A date has the shape of one, and no calendar has that day."
        "Ask the author; the record has the words and no date.";
    DeviatingDate "deviating-date" Warning
        "A date of a table is written otherwise than nearly all others; it may have lost a digit."
        "Compare the date with the original.";
    ReversedPeriod "reversed-period" Warning
        "A period ends before it starts."
        "Ask the author; the dates are as the deck has them.";
    LongPeriod "long-period" Warning
        "A project is said to take longer than any does; a digit may be lost between its end and the cell beside it."
        "Compare the end and the budget with the original.";
    UnlistedProgramme "unlisted-programme" Warning
        "The list of programmes has no name like that in the heading of a table, though it has those of other tables."
        "Compare the name with the list.";
    CoarsePeriod "coarse-period" Note
        "A period is written in months, quarters or years; it starts on the first and ends on the last day of them."
        "Nothing, where days are not needed.";
    VagueDeadline "vague-deadline" Note
        "A deadline names a time that is no date (a season, the middle of a year, a session without number)."
        "Add the date where you know it.";
    UnreadMandate "unread-mandate" Note
        "A sentence says that somebody is charged, and who or with what could not be told."
        "Read the sentence; add the mandate where there is one.";
    UnreadAmount "unread-amount" Warning
        "A currency stands behind a number, and they could not be read as a sum of money."
        "Read the sentence; add the sum.";
    DoubtfulAmount "doubtful-amount" Warning
        "A sum of money is the end of a range, or a sign stands before it; the sum was read as it stands."
        "Read the sentence.";
    PastDeadline "past-deadline" Note
        "A limit lies before the day on which the body met, so that it is none that it set; it was not read as a deadline."
        "Look whether its year is a slip, or the day of the meeting was read wrong.";
    UnreadDeadline "unread-deadline" Note
        "A word that sets a limit stands before what seems to be a time, and they could not be read as a deadline."
        "Read the sentence; add the deadline where there is one.";
    UnreadReference "unread-reference" Warning
        "A number like that of a decision was not read: in short behind another one, or where nothing says that it is one."
        "Read the sentence; add the references.";
    UncertainReference "uncertain-reference" Note
        "A number like that of a decision was read as one because no month has it; nothing else says so."
        "Look whether the sentence cites a decision.";
    UnreadMembers "unread-members" Note
        "A sentence speaks of the members of a body or of their votes, and no list of names could be read in it."
        "Read the sentence; add the body and its members where it names them.";
    UnnamedBody "unnamed-body" Note
        "Members are listed, and no text names the body that is theirs."
        "Add the name where you know it.";
    DifferingDates "differing-dates" Note
        "The page header bears another date than the deck."
        "Nothing, where you know which is which; `summary_date` is the deck's.";
    // Records.
    MissingMeeting "missing-meeting" Warning
        "No cover says which session of which body this is about, so ids have no session."
        "Check whether the first slide is missing.";
    MissingDecisions "missing-decisions" Warning
        "The cover names a meeting, and no heading of a decision could be read."
        "Look how the deck heads its decisions; their texts are in `slides`.";
    UnreadHeading "unread-heading" Warning
        "An entry of the overview seems to name a decision, and could not be read as one."
        "Read the entry; the decision it names may have no record, or another title.";
    AbsentCover "absent-cover" Note
        "The sections of other decisions have a cover, and that of this one has none; slides may be with another one."
        "Look who presented it, and whether all its slides are there.";
    AbsentPresenter "absent-presenter" Warning
        "The covers of most sections name an author, and that of this one names none."
        "Look for the name on the cover.";
    ToldPresenter "told-presenter" Note
        "Nothing names who presents the decision but a sentence among its items."
        "Look whether that person presented the decision.";
    FurtherPresenter "further-presenter" Note
        "The cover of a section, or what is said of a decision, names more than one person; the first one is the presenter."
        "Nothing, where one name suffices.";
    DoubtfulSection "doubtful-section" Warning
        "A decision that the overview announces has no slide, and slides of this one seem to be about it: they name it, or bear the same title twice. A cover may be lost."
        "Look which slides belong to which decision.";
    ConflictingTitles "conflicting-titles" Warning
        "A slide names a decision with the title of another one that the overview announces; one of the two is mistyped."
        "Look which slides belong to which decision.";
    AbsentBody "absent-body" Warning
        "The title of the deck names no body, so ids have none."
        "Read the title; where it does name a body, mend it in the source.";
    UnreadAuthor "unread-author" Warning
        "A line of a cover seems to name an author, and could not be read."
        "Add the author, or the presenter of the section.";
    DecisionWithoutSlide "decision-without-slide" Note
        "The overview announces a decision, and no slide is about it."
        "Look for it elsewhere; the record has its title alone.";
    UnannouncedDecision "unannounced-decision" Note
        "A decision has slides, and the overview does not announce it."
        "Nothing; its title is from the section's cover.";
    DifferingProgramme "differing-programme" Note
        "The heading of a table writes the name of a programme otherwise than the list of programmes."
        "Nothing, where both are the same programme; `name` is the list's, `heading` the table's.";
    ContinuedTable "continued-table" Note
        "Rows of a table stand on a slide without a header; they were read in the order of another header's columns, or in the one that reads most of them."
        "Nothing, where the records are right.";
    MixedOrders "mixed-orders" Warning
        "Rows of a table stand in another order than the columns of its header, as some programs read tables out; parts of two rows may have been read as one."
        "Compare the record with the original, or read the text out with another program.";
    TornTable "torn-table" Warning
        "Cells of a table belong to no row that could be read, so that the program which read the text out did not write it row by row; rows that could be read may have each other's cells."
        "Compare the record with the original, or read the text out with another program.";
    DamagedHeader "damaged-header" Warning
        "The header of a table has lost a part; its rows were read in the order of another header's columns."
        "Compare a row with its record.";
    UncertainProgramme "uncertain-programme" Warning
        "What stands above a table does not say that it names a programme, as other headings of the deck do."
        "Look whether it is the programme's name or the title of the slide.";
    MergedSlides "merged-slides" Warning
        "Two slides run together: the mark between them is lost."
        "Look whether each text stands with the right decision.";
    UnknownSection "unknown-section" Warning
        "The cover of a section names no decision, so the slides behind it are with none."
        "Read the slides; their texts are in `slides`.";
    OtherYear "other-year" Warning
        "A decision is of another year than most, so that the deck may cite it and not announce it."
        "Look whether the meeting took it.";
    UnassignedSlide "unassigned-slide" Note
        "A slide has text and belongs to no decision, so no record holds what it says."
        "Look whether it is about a decision; its text is in `slides`.";
    UnusedLegend "unused-legend" Note
        "A table explains the mark `*`, and no row of the slide bears it."
        "Ask the author whether a mark was lost.";
    OtherMark "other-mark" Note
        "The legend of a table says that its mark `*` means something else than a reservation."
        "Read the legend; no project of the slide is marked as conditional by it.";
    UnexplainedMark "unexplained-mark" Note
        "A row bears the mark `*`, and no legend on the slide explains it; it was read as a reservation."
        "Compare with the legends of the other slides.";
    OddRow "odd-row" Warning
        "A row of a table can be read in one way alone, and its title or number is an odd one: cut, or with digits of both."
        "Compare title and number with the original.";
    AmbiguousRow "ambiguous-row" Warning
        "A row of a table can be read in more than one way, and what the table knows does not settle it."
        "Choose; the message gives the other readings.";
    UnlikelyRow "unlikely-row" Note
        "A row of a table can be read in another way too, which is odder, but nothing else in the table rules it out."
        "Nothing, as a rule; where the record looks wrong, the message gives the other reading.";
    CardRemark "card-remark" Note
        "A line on the card of a member starts with a small letter and is no office; no field holds it."
        "Look whether it is an office.";
    Figure "figure" Note
        "A number stands in large letters beside the list of a slide, with what it counts below it; both are one item, which may illustrate the slide rather than be what was decided."
        "Look whether it belongs to what was decided.";
    OtherTable "other-table" Note
        "A table holds neither projects nor members nor decisions; its rows were kept as items."
        "Nothing, or add the names of its columns to the vocabulary where it does hold them.";
    UnreadTable "unread-table" Error
        "A slide has periods and sums of money as the cells of a table have them, and none of its rows could be read."
        "Take the projects from the original, or read its text out with another program.";
    UnreadableRow "unreadable-row" Error
        "Lines of a table could not be read as a row."
        "Read them; a project is missing from the records.";
    UnreadableReservation "unreadable-reservation" Error
        "A cell of the column that says whether there is a reservation says something else."
        "Read the cell, and look whether the project is conditional.";
    UnknownColumn "unknown-column" Error
        "A table has a column that the vocabulary does not know; what stands in it may have become a part of a title."
        "Read the row; add the name of the column to the vocabulary.";
    CutTitle "cut-title" Warning
        "The title of a project or a decision ends with a word that asks for another one, such as `für`, so its end is missing."
        "Compare the title with the original, or read the text out with another program.";
    SentenceInTitle "sentence-in-title" Warning
        "The title of a decision holds a whole sentence, so that the text below it may have become a part of it."
        "Compare the title with the original, or read the text out with another program.";
    ReservationInTitle "reservation-in-title" Warning
        "The title of a project ends with words for a reservation, and nothing else says that there is one."
        "Read the title; where the words are no part of it, the project is conditional.";
    ListInTitle "list-in-title" Warning
        "The title of a project holds codes of Länder with a comma behind the last, which may be a part of its applicants."
        "Compare the record with the original, or read the text out with another program.";
    OtherColumn "other-column" Note
        "A table has a column that no record has; its cells were read, and left out."
        "Add what they say from the original, if you need it.";
    UnreadableBudget "unreadable-budget" Error
        "A project's row has text where its budget stands, and it could not be read as an amount."
        "Take the amount from the quoted text.";
    UnreadablePeriod "unreadable-period" Error
        "A project's row has text where its period stands, and it could not be read as one."
        "Take the dates from the quoted text.";
    UnreadableApplicants "unreadable-applicants" Error
        "A project's row has text where its applicants stand, and they could not be told from the title."
        "Take the applicants from the quoted text.";
    AbsentBudget "absent-budget" Warning
        "A project has no budget in the deck."
        "Add it where you know it.";
    IncompleteSum "incomplete-sum" Warning
        "A programme's sum lacks the budget of a project that has none, or none that could be read."
        "Add the budget of the project, and the sum.";
    AbsentPeriod "absent-period" Warning
        "A project has no period in the deck, or one date of it alone."
        "Add it where you know it.";
    AbsentApplicants "absent-applicants" Warning
        "A project has no applicant in the deck."
        "Add them where you know them.";
    NoProgramme "no-programme" Note
        "No table of projects in the deck has a heading that names its programme."
        "Nothing, where the deck has no programmes; else add them.";
    AbsentProgramme "absent-programme" Warning
        "A table of projects has no heading that names its programme."
        "Add the programme.";
    AbsentDecision "absent-decision" Warning
        "A project's table stands in no decision's section."
        "Add the decision.";
    RepairedApplicants "repaired-applicants" Warning
        "A comma is missing in a list of applicants; a blank was read as one."
        "Compare the applicants and the title with the original.";
    UnknownApplicant "unknown-applicant" Note
        "An applicant is neither a Land nor a body that the vocabulary knows; it is kept as written."
        "Nothing, where it is spelt right.";
    DuplicateNumber "duplicate-number" Error
        "Two projects of one decision bear the same number."
        "Ask the author; the second one's id goes on with its title.";
    RepeatedRow "repeated-row" Warning
        "A project's row stands in the deck twice, with the same number, title and budget; it is read once."
        "Look whether one of them was meant to be another project.";
    RepeatedCard "repeated-card" Warning
        "A member stands in the deck twice, with the same name and offices; it is read once."
        "Look whether one of them was meant to be another person.";
    DuplicateDecision "duplicate-decision" Error
        "The overview announces a decision twice, with different titles."
        "Ask the author; the first title stands.";
    AbsentTitle "absent-title" Warning
        "A decision has no title in the deck."
        "Add it where you know it.";
    AbsentJurisdiction "absent-jurisdiction" Error
        "Neither an office nor a line of a member names the Land."
        "Add it; without it the record is not usable.";
    SeveralChairs "several-chairs" Warning
        "More than one member of a meeting is marked as the chair."
        "Look who is; the marks stand as the deck has them.";
    MissingJurisdiction "missing-jurisdiction" Note
        "Most Länder have a member in the list of a meeting, and some have none."
        "Look whether a card was lost, or the seat is vacant.";
    AbsentName "absent-name" Error
        "An office has no name beside it."
        "Read the quoted text; a name may be lost.";
    UncertainLongTitle "uncertain-long-title" Note
        "Most slides of decisions have a line right below their title; it was read as the title at length. It may be what the slide says first."
        "Look whether it is an item.";
    UncertainPlace "uncertain-place" Note
        "A word beside the date of the session was read as its place, as a comma divides them; nothing says that it is one."
        "Look whether it is one.";
    UncertainOrganization "uncertain-organization" Note
        "A company or an authority stands on the cover apart from the authors, and was read as that of each of them."
        "Look whether they belong to it.";
    UncertainDate "uncertain-date" Note
        "Nothing says whose a day is: two stand on the cover, and the earlier one was read as the session's; or the cover has none, and the one on all slides was read as the deck's."
        "Look whose days they are.";
    ToldMeeting "told-meeting" Note
        "The cover does not say the session, its day or its place; they were read from a sentence on the slides behind it."
        "Look whether the sentence is about this meeting.";
    UncertainName "uncertain-name" Warning
        "A line was read as a person's name by its place alone."
        "Look whether it is one.";
    UnreadableMembers "unreadable-members" Error
        "The title of a slide says that it shows members, and its text is torn so that no card can be read."
        "Take the members from the original, or read its text out with another program.";
    TornColumns "torn-columns" Error
        "Columns stand side by side on a slide, and the program that read the text out did not keep them: parts of several cards are on one line, in no order."
        "Take what stands there from the original, or read its text out with another program.";
    TornHeader "torn-header" Warning
        "A header stands upright at the edge of a slide, and its words were written among those of other lines; not all of them were found."
        "Look at the fields that stand on the slide; one of them may have a word too many.";
    OtherMembers "other-members" Note
        "A slide shows the members of another body than the one that met; they have no records."
        "Nothing.";
    VacantSeat "vacant-seat" Note
        "A seat is marked as vacant; it has no record."
        "Nothing.";
    DuplicateMember "duplicate-member" Warning
        "Two members stand for one Land."
        "Look whether one is a deputy or a guest; the second one's id goes on with the name.";
    OpenList "open-list" Note
        "A list of members is open (`v. a.`, `u. a.`, `z. B.`) or holds more than names; the names are read."
        "Nothing, where the names suffice.";
    UnboundSession "unbound-session" Note
        "A session is named whose body is another one; its number was not taken over."
        "Nothing.";
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The documentation of all codes, as `docs/diagnostics.md` has it.
pub fn documentation() -> String {
    let mut page = String::from(
        "# Diagnostics\n\n\
         What `beschluss` says about a document. An *error* means that the record must not be used, a *warning* that a\n\
         person should look, a *note* is worth knowing. `--fail-on` turns findings into exit code 1.\n\n\
         This page is made from the source (`src/diagnostic.rs`); a test compares them.\n\n\
         | code | severity | what it means | what to do |\n| --- | --- | --- | --- |\n",
    );
    for code in Code::ALL {
        page.push_str(&format!(
            "| `{}` | {} | {} | {} |\n",
            code.name(),
            code.severity(),
            code.meaning(),
            code.advice()
        ));
    }
    page
}
