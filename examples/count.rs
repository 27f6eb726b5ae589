//! Reads a deck so many times and prints nothing, to have its instructions counted (`benches/instructions.py`):
//! `count FILE TIMES`.

use beschluss::Source;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [file, times] = arguments.as_slice() else { panic!("usage: count FILE TIMES") };
    let bytes = std::fs::read(file).expect("the file can be read");
    for _ in 0..times.parse::<usize>().expect("a number") {
        let source = Source::from_bytes("deck.txt", &bytes).expect("it is text");
        std::hint::black_box(beschluss::extract(&source));
    }
}
