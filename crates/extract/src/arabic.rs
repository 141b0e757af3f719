//! Word order where the verb opens the clause: "قال X إن …", "ونقلت وكالة X عن Y قوله إن …".

use crate::frame::Search;
use crate::lexicon::Cue;

impl Search<'_, '_> {
    #[expect(clippy::unused_self, reason = "filled in with Arabic")]
    pub(crate) const fn verb_first(&mut self, _k: usize, _cue: Cue) -> Option<usize> {
        None
    }
}
