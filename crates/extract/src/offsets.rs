//! Byte offsets to code points: counted once for the whole text, looked up many times.

/// A table with one entry every `STEP` bytes.
pub(crate) struct Points<'a> {
    text: &'a str,
    marks: Vec<u32>,
}

const STEP: usize = 64;

impl<'a> Points<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        let mut marks = Vec::with_capacity(text.len() / STEP + 2);
        let mut count = 0_u32;
        for chunk in text.as_bytes().chunks(STEP) {
            marks.push(count);
            // Continuation bytes start no code point.
            count += u32::try_from(chunk.iter().filter(|&&b| b & 0xc0 != 0x80).count()).unwrap_or(0);
        }
        marks.push(count);
        Self { text, marks }
    }

    /// The code point that starts at byte `at`.
    pub(crate) fn at(&self, at: usize) -> usize {
        let at = at.min(self.text.len());
        let block = at / STEP;
        let inside = self.text.as_bytes()[block * STEP..at].iter().filter(|&&b| b & 0xc0 != 0x80).count();
        self.marks.get(block).map_or(0, |&m| m as usize) + inside
    }
}
