//! Words on public pages.

/// Words on public pages.
#[derive(Debug)]
#[expect(missing_docs, reason = "the words are their own description")]
pub struct ReaderWords {
    pub newest: &'static str,
}

pub(super) const EN: ReaderWords = ReaderWords { newest: "Newest quotes" };

pub(super) const ID: ReaderWords = ReaderWords { newest: "Kutipan terbaru" };
