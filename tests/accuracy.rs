//! How much of the made-up decks is read right. The figures stand in `docs/accuracy.md` and the README; a change in any
//! of them is a change of those files, written by `UPDATE_DOCS=1 cargo test --release --locked --test accuracy`.

mod score;

use std::fmt::Write as _;
use std::path::Path;

/// Errors that are named for each family.
const WORST: usize = 3;

const HEAD: &str = "# How much is read right

Decks that never were, with known truth, as PDFs (families that end in `pdf`) and each read out of its PDF by a real
program; they lie in `fixtures/decks`. A value of a record counts as one field, each element of a list as well. *Exact*
is the share of fields that are right, of all that are true or were read. An error is *silent* where no finding names the record and the field, and none
covers its words. *Torn* are fields of records that the program which read the PDF has torn apart, that did not come
out, and that a finding names; they are in no other column.

The rules were written with these decks at hand; [those below](#decks-that-nobody-looked-at) were not looked at.

Written by `UPDATE_DOCS=1 cargo test --release --locked --test accuracy`; a test fails when a figure changes. For a
folder of your own: `cargo run --release --example score -- FOLDER`.

";

/// What the table of other designs says.
const DESIGNS: &str = "
## Other designs

Decks in the designs of other authors, by what is read: tables of projects with their programmes, members, decisions, and
the cover with what stands on every page. What a design gave at first sight, before any rule was mended after it, stands
below, case by case.

";

/// Why families fall short of the goals: 99.5 % for PDFBox, 98 % for others, one silent error in 2,000 fields.
const SHORT: &str = "
## What falls short, case by case

Goals: 99.5 % for PDFBox and Tika, 98 % for other programs, and fewer than one silent error in 2,000 fields.

- **pdfminer** reads the table of deck 3 as `40`, `68`, then both titles, then `BE`, `BW`, `HE`, `HB, NI, DLKT`, then four
  budgets and periods. Which belong together only the place on the page tells, and that is lost. A row that does not
  read as a whole is an error, and where cells are left over all rows of the table are in doubt. Silent are cells that
  stand alone on a slide of their own, as items.
- **pdftotext** without an option reads members row by row across their cards, so that names stand in a row and offices
  below them; such slides are errors. It takes hyphens at line ends away (`Geschäftsund`, `NordrheinWestfalen`), which
  nobody can tell from a word: these are the silent errors, with page headers that are not in the text, and sentences
  whose first line it sets apart.
- **pymupdf-sort** writes the words of an upright header behind those of other lines (`VergabeConfidentiality`) on each
  slide of deck 4. They are taken off where all of them are found; else a warning covers the slide. Of a cell of several
  lines the first stands above its row and the last below, so that beside a row of one line nobody can say whose it is:
  the two silent errors are the end of a title that went to the next row, and `MV, HH,` that went to the row above.
- **pypdf-layout** leaves the page header out, so that nothing in the text says that it is missing, and marks no slides;
  covers and titles show them, but a title that stands below cards is a part of theirs.
- **pdfium** writes the cells of a row in an order that depends on how many lines they have. An order that only one row
  has is not learnt from it: that row is an error, and all of its fields are missing.
- **pdfbox-sort** mixes two columns of items where no line shows it: both start on lines of their own.
- **tika, pdf**: the names of programmes on the slide that lists them are items here, and not in the truth.
- **more-designs-pdf** are twelve decks in designs that no rule was written with: at first sight 63.77 % of their fields were
  exact, and one in six was silently wrong or missing. Then their errors were read and the mechanisms mended. What is left:
  `im dritten Quartal 2028` is no deadline, and says so; a sum alone on the next slide is an item; the chair in a column
  of its own, and a sum that touches the `x` beside it, are not seen.
- **further-designs-pdf** are eight more, made when the twelve read well: at first sight 12.41 % of their fields were exact
  and one in six silently wrong or missing, as next to no word or form was one of the twelve's. What is left: a list of
  topics that an agenda announces without the word, a card whose office stands in one line with the name.
- **later-designs-pdf** are ten more, made after those, as ten ordinary authors would build them: at first sight 70.46 %
  of their fields were exact, and one in twelve silently wrong or missing. What is left: a slide of dates behind the last
  section, `erwartet … im 4. Quartal 2027` and `Vorlage des Lagebilds: 15. April 2028` as deadlines, the chair in a sentence.
- **fourth-designs-pdf** are six more: at first sight 75.44 % of their fields were exact, and one in sixteen silently
  wrong or missing. What is left: the rows of a merged cell that goes on on the next slide without its head.
- **fifth-designs-pdf** are ten more, each unlike the others in every respect: at first sight 62.63 % of their fields were
  exact, and one in sixteen silently wrong or missing. What is left: a banner above a number, cards whose parts stand apart.
- **sixth-designs-pdf** are eight more, asked to be unlike all before: at first sight 46.79 % of their fields were exact, one
  in ten silently wrong or missing. What is left: decisions as the rows of a table under claims, a list whose labels are
  codes, a company that stands in the margin alone.
- **seventh-designs** and **eighth-designs** are eight each, made after the first six read well and asked to differ from
  those again: at first sight 42.41 % and 46.78 % of the fields of the PDFs were exact, one in fourteen and one in seven
  silently wrong or missing; of the texts that keep their layout 28.12 % and 30.45 %, one in four and one in seven. What is
  left: companies in wordmarks, a leader that is drawn apart from its title, members in two tables whose heads are one cell.
- **ninth-designs** are eight by authors who were not asked to differ from any other deck: at first sight 82.14 % of the
  fields of the PDFs were exact, one in thirty silently wrong or missing; of the texts 58.23 %, one in twenty-eight. That is
  the nearest to what a deck that nobody has seen gives; the goal is 97 %. What is left: slides behind the last decision that
  are read as a part of it, sentences that name a session without saying that something is due.
- **tenth-designs** and **eleventh-designs** are eight each by further ordinary authors, made at the same time: at first
  sight 65.74 % and 66.66 % of the fields of the PDFs were exact, one in twenty-four and one in nineteen silently wrong or
  missing; of the texts 45.74 % and 31.06 %. Mending the tenth left the eleventh at 66.66 %: what one author's deck teaches
  is of little use for the next one's. What is left in both: sums whose sign of the euro is a letter of another font, a reservation
  that is told in a sentence, `in die 50. Sitzung` and `im 3. Quartal 2026` as deadlines, slides that name a programme alone.
- **twelfth-designs** are eight more, made after those were mended: at first sight 74.07 % of the fields of the PDFs were
  exact, one in sixty-four silently wrong or missing; of the texts 38.90 %, one in nineteen. Six of the eight were read to
  86 to 100 %; the projects of two, cards whose number is drawn below the title and items of a list, were not read, and said
  to be so. What is left: a cover that is a table, the day of the session on another slide.
- **thirteenth-designs** are eight more by ordinary authors: at first sight 83.33 % of the fields of the PDFs were exact, one
  in twenty-four silently wrong or missing, nearly all of them names of programmes in quotation marks among other words; of
  the texts 57.38 %, one in ten. After work on texts with the older batches alone it was 68.57 %, one in twelve. What is
  left: captions and legends that are read as items, cells of programmes that are shifted by the titles before them.
- **fourteenth-designs** are eight more by ordinary authors: at first sight 88.31 % of the fields of the PDFs were exact, one
  in sixty-one silently wrong or missing; six of the eight were read to 94 to 100 %. Of the texts 64.84 %, one in
  twenty-nine. What is left: authors two on a line, two tables of members beside each other whose rows are not level, a
  caption with a sum, sentences behind the last decision.
- **fifteenth-designs** and **sixteenth-designs** are eight each by further ordinary authors, the second made after the first
  was mended: at first sight 82.52 % and 82.75 % of the fields of the PDFs were exact, one in twenty-seven and one in
  thirty-one silently wrong or missing; of the texts 70.12 % and 60.04 %, one in twenty-eight and one in twelve. What was new
  in the first were slides that name their decision by a badge, by the announced title or by an item of the agenda alone, and
  labels above and beside items; in the second agendas in columns, `Beschluss 2027/08 (Titel)`, months as `2028-01`, several
  decisions on a slide. What is left: a table of dates beside the items of a decision, cards of members of which the chair's is
  taller, the cover as a table.
- **seventeenth-designs** and **eighteenth-designs** are eight each by further ordinary authors, the second made after the
  first was mended: at first sight 93.77 % and 89.71 % of the fields of the PDFs were exact, one in twenty-six and one in
  eighteen silently wrong or missing; of the texts 65.05 % and 80.71 %, one in twenty and one in nineteen. What was new in the
  first was one head over two tables of members, half of which was lost in silence, and in its texts boxes beside lists, sums
  one blank before the period, numbers that count slides; in the second `Tabelle 2: Programm Name`, `Zu TOP 2 (Beschluss
  2029/21)` above the title, a name above its office in one cell. What is left: a list of projects behind the last decision
  that bears no number, sentences on lines of their own in one box, the chair in a sentence of its own, a date behind a bar.
- **nineteenth-designs** and **twentieth-designs** are eight each by further ordinary authors, the second made after the
  first was mended: at first sight 72.25 % and 85.38 % of the fields of the PDFs were exact, one in ten silently wrong or
  missing in both; of the texts 62.99 % and 75.41 %, one in nine and one in eleven. What was new in the first were the
  identifier in a box at the end of the slide, with how was voted; two sheets of projects beside each other; projects as
  items with their values in brackets; heads in a row above texts; a title that ends with a Land, which shifted all
  members by one. In the second the numbers of chapters before decisions, and cells that start with a mark, which tore
  their table in silence. What is left: projects without numbers (the ids of projects are made of them; the rows are errors), the
  session in words, labels of two lines beside texts, a table of decisions with one-line claims. Of the second, names of programmes in
  the truth were cut to the contract's (`Schwerpunkt Sicherheit` is `Sicherheit`), and two values set right that the deck
  has otherwise; as its author wrote the truth it was 83.65 % and 74.18 %.
- **twenty-first-designs** and **twenty-second-designs** are eight each by further ordinary authors, the second made after
  the first was mended: at first sight 84.18 % and 71.61 % of the fields of the PDFs were exact, one in 26 and one in 12
  silently wrong or missing; of the texts 78.78 % and 49.86 %, one in 13 and one in six. What was new in the first were
  identifiers behind other labels (`BESCHLUSS 2032/42`, `B 2032/08` on a badge, as the first bullet), words in the margin
  beside the text, lists in the cells of a table of decisions, heads of which a part stands above the others; in the second
  `Beschluss (2033/21):` above what was decided, identifiers at the end of slides or of their first sentences, two large
  cards beside each other, two tables beside each other with a name above each, days and votes beside titles. What is
  left: of the second a deck of towns (members and applicants are none of the contract's, and its projects are lines with
  dashes), tables and texts beside each other in a text, in which names of programmes stand in the middle of rows without
  room around them. Of the first, items of one deck's truth were taken out that its table of decisions says in short, as
  other slides say them at length; as its author wrote it, it was 83.76 % and 78.38 %.
- **twenty-third-designs** and **twenty-fourth-designs** are eight each by further ordinary authors, of whom it was said who
  they are and not what they make, the second made after the first was mended: at first sight 91.46 % and 77.75 % of the
  fields of the PDFs were exact, one in 22 and one in 30 silently wrong or missing; of the texts 86.26 % and 61.76 %, one in
  14 and one in 22. What was new in the first were a list of members whose offices are abbreviated (`BE: Dr. Vorname Name,
  StS SenK`), which was lost in silence, parts of sums (`davon unter Haushaltsvorbehalt`), clauses in a table of their own,
  days in words beside sums, items of the agenda behind titles; in the second a line below the title that says the same at
  length, members as `Name, Dr. Vorname`, in three columns, or each below its Land, `#` above numbers, programmes behind the
  title of a decision, blanks between thousands. What is left: a deck of towns, an address on the last slide, figures that
  are a sentence with the words below them, cards of members whose lines are staggered in a text. Of the first, four items
  of one deck's truth were taken out that are labels of the contract, of the second, blanks that do not break were made
  blanks; as their authors wrote them, they were 91.25 % and 77.64 %, and 86.06 % and 61.71 %.
- **twenty-fifth-designs** and **twenty-sixth-designs** are eight each by further ordinary authors, made beside each other
  and both read before either was mended: at first sight 96.10 % and 98.10 % of the fields of the PDFs were exact, one in
  167 and one in 67 silently wrong or missing; of the texts 86.73 % and 80.96 %, one in 89 and one in 30. What was new in
  the first were months with dots (`04.2028`), a programme behind a colon, `Beschlüsse vom 26.09.2028 (Fulda)`, heads that
  end with their unit, columns one blank apart, how rows are printed; in the second `Frau` and `Herr` before names, the
  council in capitals, the identifier and its title in a panel beside the text, `davon 2029` as the head of a column, heads
  around those of other columns, members whose cells stand around the middle of their row. What is left: sentences of which
  no width says whether they start a paragraph. Of the second, the sums of one deck's truth that were in thousands were
  made euros; as its author wrote it, it was 97.30 % and 80.17 %.
- **twenty-seventh-designs** and **twenty-eighth-designs** are eight each by further ordinary authors, made after the
  two before were mended, and both read before either was: at first sight 92.00 % and 94.05 % of the fields of the PDFs
  were exact, one in 33 and one in 42 silently wrong or missing; of the texts 86.48 % and 83.75 %, one in 24 and one in
  36. What was new in the first were names beside a column of Länder, members that wrap in a list, the role above its
  author, days of documents (`Vorlage, Stand: …`), a place and a day in brackets behind the session, the code of a Land as
  a logo, sums and periods on lines of their own, sentences that reserve one project, lines below titles that are items to
  one author and long titles to another; in the second annexes of no decision, a badge beside the title that was taken for
  a table, Roman numbers before decisions, years as heads of columns, logos of two lines, a body of which nobody knows the
  name. What is left: a row whose cells stand around its middle (PDF), names beside Länder in texts, the unit of sums
  beside the name of a programme. Of the first, three sentences of one deck's truth were taken out that say which project
  is reserved.
- **twenty-ninth-designs** are eight by further ordinary authors, made and read after the four before were mended: at first
  sight 99.38 % of the fields of the PDFs were exact and 97.22 % of the texts, one in 164 and one in 78 silently wrong or
  missing. What was new were a period in a title that the overview announces (`Mittelverteilung 2029/2030 (2029/05)`),
  `Vertreterinnen und Vertreter` above members, a project group as the company of two authors, marks between a sum and a
  day one blank apart. What is left: in a text, the first line of a title that may as well be the last of the one above.
- **thirtieth-designs** and **thirty-first-designs** are eight each by further ordinary authors, both read before either was
  mended: at first sight 89.10 % and 99.24 % of the fields of the PDFs were exact, one in 72 and one in 266 silently wrong or
  missing; of the texts 95.64 % and 96.18 %, one in 82 and one in 186. What was new were two heads of a table with a narrow
  gap, which cost one deck its tables (PDF), `Teilprogramm` as a head, brackets and years in titles that end with their
  identifier, the session of a body that nobody knows, days in brackets, a company right below its authors, roles with
  commas, titles above the session and its council. What is left: an address on the last slide, sentences of which no
  width says whether they start a paragraph, members in two tables without heads in a text.
- **thirty-second-designs** and **thirty-third-designs** are eight each by further ordinary authors, the first read after the
  covers of the two before were mended, the second after most of the first: at first sight 93.10 % and 98.05 % of the fields
  of the PDFs were exact, one in 41 and one in 291 silently wrong or missing; of the texts 88.40 % and 94.82 %, one in 28 and
  one in 58. What was new in the first were `3.1 Titel (Beschluss 2026/02)`, which lost all decisions of a deck in silence,
  bullets on the line above their texts, towns as applicants, `Jul 27`, a cover as a table, the chair by its year, Länder
  right above names; in the second tables of labels and texts, `Anlage 1 zum Beschluss 2027/20: Name`, remarks that are no
  reservations. What is left: members that are none of the Länder, programmes between tables in a text, a title on whose
  line a dash is taken for the edge of a column.
- **thirty-fourth-designs** and **thirty-fifth-designs** are eight each by further ordinary authors, the first read after most
  of those before were mended, the second after the first was: at first sight 96.02 % and 98.60 % of the fields of the PDFs
  were exact, one in 245 and one in 197 silently wrong or missing; of the texts 75.05 % and 96.71 %, one in 41 and one in 93.
  What was new in the first were badges below a logo, a box whose lines stand between those of the list beside it, cells that
  were known and given up for one doubtful column, names above offices and Land in a list, a legend of two words; in the
  second `Projekte 2030/43: Name`, the chair behind a dash. What is left: a column of programmes one blank behind a title
  (texts); two offices with a comma between them, which one author takes for one.
- **thirty-sixth-designs**, **thirty-seventh-designs** and **thirty-eighth-designs** are eight each by further ordinary
  authors, each read after most of those before were mended: at first sight 96.31 %, 96.48 % and 98.58 % of the fields of the
  PDFs were exact, one in 29, one in 347 and one in 232 silently wrong or missing; of the texts 97.68 %, 93.19 % and 97.34 %,
  one in 79, one in 47 and one in 116. What was new in the first were `• 2027/33   Titel`, which in a PDF lost all decisions
  of a deck whose slides are headed `Titel (2027/33)`, and `TOP 3 Titel`; in the second applicants between bars, a programme
  at the middle of its table, a dash below numbers, thousands with blanks right before a day, `Noch: Name`, offices in front
  of names; in the third `zu Beschluss 2027/45` above a table, titles that speak of another body, members of several lines
  without room between them. What is left: heads of boxes, which one author counts as items; two offices with a comma; who
  a company is that is called by a name alone (`dbb beamtenbund und tarifunion`); a claim above `Zusammenfassung der 59.
  Sitzung`.
- **thirty-ninth-designs** are eight by further ordinary authors, read after the three before were mended: at first sight
  89.96 % of the fields of the PDFs were exact, one in 93 silently wrong or missing, and 86.80 % and one in 70 of the texts.
  One deck lost all its decisions, as the table that announces them has sums and was taken for one of projects; another its
  members, as offices stand between Land and name; a third the names of its programmes, which stand behind the decision
  (`2027/21 Name`); in the texts tables of members without heads stand beside each other. What is left: a presenter right
  below the title of a decision (text), two offices with a comma, sentences below each other of which no width says whether
  they start a paragraph.
- **fortieth-designs**, **forty-first-designs** and **forty-second-designs** are eight each by further ordinary authors, who
  were asked for decks as natural as they would make them; the first two were read before either was mended. At first sight
  79.49 % and 79.79 % of the fields of the PDFs were exact, one in 13 and one in 14 silently wrong or missing; of the texts
  77.29 % and 76.13 %, one in 13 and one in 11. With the same build the third gave 73.28 % and 62.03 %, one in 11 and one in 9;
  with the one after most of the two was mended 75.01 % and 63.96 %, one in 17 and one in 10. What was new in the first two were
  lines below titles that say who presents (`Berichterstattung: Bund (Staatssekretär Dr. …)`, `Eingebracht von …`), which hid
  the titles above them, `Beschl. 2026/21`, which lost three of four decisions in silence, `Beschl. Nr. 27/2030`, days in a row
  (`14./15. November 2029`), what a deck was made for (`Webinar am …`), associations by their names, `EUR Mio.`, `u. V.`, items
  of projects (`#61 Titel`), a Land with the chair alone on its line, after which all members of a text were shifted by one in
  silence; in the third `PLR 2028/19`, `IT-PLR-Beschluss 2031/09 vom …`, `Beschluss 8/2030` in tables, titles in bars,
  projects beside their numbers. What is left: the session in a sentence of another slide, titles of covers over several boxes, the axis of a chart, yearly sums beside a list
  (texts), an address on the last slide. Of the three, academic titles that the deck has were put in front of authors and
  presenters, an abbreviation (`DLT`) and two numbers of one digit set as written.
- **forty-third-designs** to **forty-sixth-designs** are eight each by further ordinary authors, asked in the same way. At first
  sight 88.94 %, 94.42 %, 83.41 % and 84.80 % of the fields of the PDFs were exact, one in 15, 57, 15 and 23 silently wrong or
  missing; of the texts 87.34 %, 94.77 %, 77.00 % and 70.25 %, one in 12, 41, 13 and 15. The first two were read before either
  was looked at, the third after most of both was mended, the fourth after most of the three. What was new: `01/2033` in columns
  and headers, `TOP 3 | Titel | 2026/46`, `1. Titel` and `A. Titel` above identifiers, `3/2028`; tables of terms and of votes;
  sums behind programmes, legends among other words, `»…«`; presenters below items and in overviews; covers without a session;
  labels right below titles (texts); `Nr. 1 Titel` above a dash with values between commas; periods that wrap around rows in a
  column of their own (texts). What is left: marks of reservations in words (`noch nicht ganz sicher`), two offices with a
  comma, tiles with a text below each title (texts), boxes beside each other below a head (texts), tables whose rows stand
  without room between them (texts), a session in a sentence. Three identifiers of one digit were set as written in the truths.
- **forty-seventh-designs** to **forty-ninth-designs** are eight each by further ordinary authors, asked in the same way. At
  first sight 84.08 %, 83.83 % and 84.68 % of the fields of the PDFs were exact, one in 19, 15 and 9 silently wrong or missing;
  of the texts 87.35 %, 81.58 % and 83.10 %, one in 19, 13 and 8. The first two were read with one build, the third after most
  of both was mended. What was new: `[2032/40] Titel` and `#2028-06 Titel`, which lost all decisions of a deck, numbers with
  another blank behind them (PDF), projects whose values stand behind their applicants or below them as items, periods of which
  the end alone is said, bodies that are called after a Land (`DRV Bund`), addresses of authors on the last slide, titles of
  persons in a column, offices behind names in a cell, the chair behind an office, tables that say of decisions what is to be
  done, the number of the page right below a list (texts). What is left: two offices with a comma, `Beschluss 04|2034`, titles
  of covers over several boxes, figures beside a list, tiles with a text below each title (texts), Länder in short
  (`Mecklenburg-Vorp.`), a table whose rows stand without room between them (texts). Identifiers of one digit were set as written
  in the truths of four decks.
- **fiftieth-designs** to **fifty-second-designs** are eight each by further ordinary authors, asked in the same way. At first
  sight 77.79 %, 81.68 % and 76.53 % of the fields of the PDFs were exact, one in 14, 22 and 19 silently wrong or missing; of
  the texts 74.31 %, 77.01 % and 70.16 %, one in 10, 20 and 13. One deck of the fifty-first overflowed the stack, and is not in
  its figure. The first two were read with one build, the third after half of both was mended. What was new are above all
  headings that lost all decisions of a deck: `Titel (Beschluss 3/2029)`, `Beschluss 11/2031 (TOP 4): Titel`, `Nr. 3/2027 –
  Titel`, `2034-03 Titel`, `Beschl. 26/31 Titel`, `Beschluss Nr. 31 aus dem Jahr 2026`, `Beschluss Nr. 17 (2033)`, `Zum
  Nachlesen: Beschluss 2028/02`; and years with units as heads of columns, programmes quoted behind other words, bodies in front
  of their sums, `Projekt 2 | unter Vorbehalt`, `(vorläufig)`, Länder in short, who brought a decision in. What is left: tiles
  with a text below each title and boxes beside a list (texts), tables whose cells wrap around their rows (texts), covers whose
  title stands below another line, sessions as `IT-PLR 73`, days in sentences. Identifiers of one digit were set as written in
  the truths of four decks.
- **fifty-third-designs** and **fifty-fourth-designs** are eight each by further ordinary authors, asked in the same way. Two
  builds read them at first sight, and neither had seen them. That from before headings were read in any notation had 91.87 %
  and 88.55 % of the fields of the PDFs exact, one in 46 and 34 silently wrong or missing, and 90.22 % and 83.72 % of the texts,
  one in 50 and 40; the one after it 92.13 % and 91.71 % of the PDFs (one in 41 and 27), and 90.22 % and 86.90 % of the texts
  (one in 48 and 30). What was new are Länder in capitals (`THÜRINGEN · VORSITZ`), two decisions on one slide, applicants that
  work `mit` others, legends behind a sum, `Bis wann: 30.06.2033`, two days of one deadline. What is left: figures beside a list,
  `Vorgestellt von` as an item, titles of covers over several lines, sessions in sentences, two offices with a comma, the line
  below a title as the name of a programme, cards of members and tiles with a text below each title (texts). Identifiers of one
  digit were set as written in the truths of two decks.
- **fifty-ninth-designs** and **sixtieth-designs** are eight each by further ordinary authors, asked in the same way; what came
  between them and those before was not kept. At first sight 87.28 % of the fields of the first's PDFs were exact, one in 24
  silently wrong or missing, and 79.87 % and one in 23 of its texts; the second, read when reservations of the first were
  mended, gave 78.39 % and one in 19, and 80.30 % and one in 9. Most silent errors were days: that of the deck beside a place
  (`Hannover, 22. März 2034`) was read as the session's, which sentences told; reservations (`HV` as a head, `Titel (HV)`,
  legends of several sentences); decisions announced among other words; a title over two lists, and a line between a title and
  its list, that were read behind them (PDFs); titles of slides that an overview says with a gist below; remarks on cards of
  members, cards of projects with their number above the title. What is left: projects without numbers, which no record can
  hold; charts and drawings between the slides of decisions; months without a year (`Januar bis Dezember 2034`); boxes beside
  a text and cards side by side (texts); two offices with a comma.
- **sixty-first-designs** are eight by a state chancellery, a ministry, an association of counties, consultants, officers for
  accessibility and for security, a press office and an architecture board; projects have numbers in all of them, as was asked.
  At first sight 82.79 % of the fields of the PDFs were exact, one in 12 silently wrong or missing, and 77.01 % and one in 12 of
  the texts. What was new are presenters told in sentences, cards whose reservation says upon what (`vorbehaltlich
  Haushaltsbeschluss`), `Projekt 1: Titel` above `Zeit: …`, `Beschluss 2036/04 des IT-Planungsrats` below titles, and the words
  of a logo on two lines beside titles and items that go on below a line of another column (texts). What is left: two boxes
  side by side (texts), two offices with a comma, lines below titles that are read as the long one.
- **other-designs** are decks by other authors. Of their PDFs all is read, as it is seen what stands in which cell; the
  rules were written with them at hand. Of their texts that keep the layout the cells are found by the gutters between
  them; where no gutter shows, as a number touches the word beside it, the table is said to be unread. In Tika's text
  rows are read in the order that the heads say; what it falls short by are members in tables and lists, of whose cells
  nobody knows where they end, and titles on two lines.
- **later-designs-pdftotext-layout** and the texts of the designs after it show what is left for texts: cells that are
  shifted by the words before them, a line between two rows that may be of either, marks of the euro that are letters,
  cards whose labels and values are columns of their own, most of them with a finding.
";

/// What is said of decks that no rule was written with.
const UNSEEN: &str = "
## Decks that nobody looked at

Another generator drew 20 decks with words, names and tables of its own, read out by the same programs. What all of
them gave at first sight, before any error was looked at, is *first*. Then errors in 17 of them were read and the
mechanisms behind them mended. `fixtures/unseen` holds the other three, which nobody looked at; they share their words,
but no sentence order and no table, with those that were. Their errors are not listed, so that it stays so.

";

/// The share of fields that were right at first sight, of all 20 decks of that generator.
const FIRST: [(&str, &str); 20] = [
    ("pdfbox", "99.44"),
    ("pdfbox-noise", "99.44"),
    ("pdfbox-other-tables", "95.57"),
    ("pdfbox-sort", "93.70"),
    ("pdfium", "98.65"),
    ("pdfjs", "94.84"),
    ("pdfjs-eol", "99.78"),
    ("pdfminer", "66.36"),
    ("pdftotext", "93.21"),
    ("pdftotext-layout", "98.22"),
    ("pdftotext-layout-other-tables", "94.15"),
    ("pdftotext-raw", "99.78"),
    ("pdftotext-raw-other-tables", "89.45"),
    ("pymupdf", "99.57"),
    ("pymupdf-other-tables", "89.89"),
    ("pymupdf-sort", "89.85"),
    ("pypdf", "99.57"),
    ("pypdf-layout", "95.36"),
    ("tika", "99.44"),
    ("tika-raw", "99.44"),
];

#[test]
fn accuracy_is_what_the_documentation_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (known, worst) = table(&root.join("fixtures/decks"), (FAMILIES, DECKS), None);
    let (unseen, _) = table(&root.join("fixtures/unseen"), (UNSEEN_FAMILIES, UNSEEN_DECKS), Some(&FIRST));
    let page = root.join("README.md");
    let readme = std::fs::read_to_string(&page).expect("README.md is there");
    let readme = between(&readme, START, &known);
    compare(&page, &between(&readme, UNSEEN_START, &unseen));
    let worst = format!("\n## The worst of each family\n\n{worst}");
    let designs = designs(&root.join("fixtures/decks"));
    compare(&root.join("docs/accuracy.md"), &format!("{HEAD}{known}{DESIGNS}{designs}{SHORT}{worst}{UNSEEN}{unseen}"));
}

/// The table of the decks in a folder, and the worst cases; `first` adds what was read right at first sight.
fn table(folder: &Path, count: (usize, usize), first: Option<&[(&str, &str)]>) -> (String, String) {
    let families = score::families(folder);
    let decks: usize = families.values().map(Vec::len).sum();
    assert_eq!((families.len(), decks), count, "families and decks in {}", folder.display());
    let (head, line) = if first.is_some() { (" first |", " ---: |") } else { ("", "") };
    let mut table = format!(
        "| family | decks | fields | exact | wrong | missing | invented | silent | torn |{head}\n\
         | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |{line}\n",
    );
    let mut worst = String::new();
    for (family, paths) in &families {
        let score = score::score(paths);
        let (fields, share) = (score.fields(), score.share());
        let _ = write!(
            table,
            "| {family} | {} | {fields} | {}.{:02} % | {} | {} | {} | {} | {} |",
            score.decks,
            share / 100,
            share % 100,
            score.wrong,
            score.missing,
            score.invented,
            score.silent,
            score.torn
        );
        let share = first.and_then(|first| first.iter().find(|(name, _)| name == family));
        table.push_str(&share.map_or("\n".to_owned(), |(_, share)| format!(" {share} % |\n")));
        let mut errors: Vec<_> = score.errors.iter().collect();
        errors.sort_by_key(|(name, (times, _))| (std::cmp::Reverse(*times), name.as_str()));
        for (name, (times, example)) in errors.into_iter().take(WORST) {
            let short: String = example.chars().take(160).collect();
            let dots = if short.len() < example.len() { "…" } else { "" };
            let _ = writeln!(worst, "- {family}, {name}, {times} times: {}{dots}", short.replace('|', "\\|"));
        }
    }
    (table, worst)
}

/// The table of decks in other designs, by what is read of them.
fn designs(folder: &Path) -> String {
    let kinds = [&["project", "programme"][..], &["member"], &["decision"], &["meeting"]];
    let mut table =
        "| family | tables | members | decisions | cover and furniture |\n| --- | ---: | ---: | ---: | ---: |\n"
            .to_owned();
    let families = score::families(folder);
    let families: Vec<_> = families.iter().filter(|(family, _)| family.contains("-designs-")).collect();
    assert_eq!(families.len(), DESIGN_FAMILIES);
    for (family, paths) in families {
        let score = score::score(paths);
        let _ = write!(table, "| {family} |");
        for kinds in kinds {
            let of_kinds = kinds.iter().filter_map(|kind| score.kinds.get(kind));
            let [fields, exact, silent] =
                of_kinds.fold([0; 3], |sum, of_kind| [0, 1, 2].map(|at: usize| sum[at] + of_kind[at]));
            let share = (exact * 10_000).checked_div(fields).unwrap_or(10_000);
            let _ = write!(table, " {}.{:02} % of {fields}, {silent} silent |", share / 100, share % 100);
        }
        table.push('\n');
    }
    table
}

/// The page with the table between the mark and the next end.
fn between(page: &str, start: &str, table: &str) -> String {
    let (before, rest) = page.split_once(start).expect("the page has a place for the table");
    let (_, behind) = rest.split_once(END).expect("the place ends");
    format!("{before}{start}\n{table}{END}{behind}")
}

/// Where the table stands in the README.
const START: &str = "<!-- accuracy -->";
const UNSEEN_START: &str = "<!-- accuracy of unseen decks -->";
const END: &str = "<!-- end of accuracy -->";

/// Compares a page with what it should say; writes it where that is asked for.
fn compare(path: &Path, expected: &str) {
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(path, expected).expect("it can be written");
    }
    let written = std::fs::read_to_string(path).unwrap_or_default();
    let differs = expected.lines().zip(written.lines()).find(|(now, then)| now != then);
    assert!(written == expected, "{} has other figures, first (now, then): {differs:#?}", path.display());
}

/// Counted, so that the test cannot pass on none.
const FAMILIES: usize = 130;
const DECKS: usize = 1008;
const DESIGN_FAMILIES: usize = 112;
const UNSEEN_FAMILIES: usize = 20;
const UNSEEN_DECKS: usize = 36;
