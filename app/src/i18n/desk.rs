//! Words in the newsroom.

/// Words in the newsroom.
#[derive(Debug)]
#[expect(missing_docs, reason = "the words are their own description")]
pub struct DeskWords {
    pub title: &'static str,
}

pub(super) const EN: DeskWords = DeskWords { title: "Newsroom" };

pub(super) const ID: DeskWords = DeskWords { title: "Ruang redaksi" };
