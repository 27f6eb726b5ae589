//! Columns side by side.

use super::*;

/// The lines of the column that starts at character 40, those before which an empty line stands with a `+`.
fn right_column(text: &str) -> Vec<String> {
    let mut start = 0;
    let mut column = Vec::new();
    for (number, line) in text.split('\n').enumerate() {
        column.extend(segments(text, Span::new(start, start + line.len()), number, false));
        start += line.len() + 1;
    }
    column.retain(|segment| segment.start >= 40);
    let mut lines = Vec::new();
    read_column(text, &column, &mut lines);
    lines.iter().map(|line| format!("{}{}", if line.gap { "+" } else { "" }, line.text.as_str())).collect()
}

#[test]
fn items_go_on_below_a_line_of_the_column_beside() {
    let row = |left: &str, right: &str| format!("{left:<40}{right}");
    let beside = [row("• Der Bund", "• Länder: Pläne je"), row("  schreibt", ""), row("  Briefe.", "  Zentrum")];
    assert_eq!(right_column(&beside.join("\n")), ["+Länder: Pläne je", "Zentrum"]);
    // An empty line, a line further in, and one that stands as far left as the mark are other texts.
    let empty = [row("• Der Bund", "• Länder: Pläne je"), String::new(), row("  Briefe.", "  Zentrum")];
    assert_eq!(right_column(&empty.join("\n")), ["+Länder: Pläne je", "+Zentrum"]);
    let above = [row("• Der Bund", "• Länder: Pläne je"), row("  schreibt", ""), row("  Briefe.", "Zentrum")];
    assert_eq!(right_column(&above.join("\n")), ["+Länder: Pläne je", "+Zentrum"]);
}
