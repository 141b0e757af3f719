//! The steps of the form as the working page draws them: which stand open with all their fields, which are one line.

use crate::forms::{FormState, Notice, id_of};
use domain::form::{MAX_OPEN, QuoteForm};
use std::{
    cell::Cell,
    collections::{HashMap, HashSet},
};

/// Lines "took the words from" that are drawn on a page of a long chain, about.
const LINES: usize = 48;
/// The most of them in one step of a long chain.
const LINES_OF_STEP: usize = 12;
/// How far up and down the list goes from which the step before is chosen, in a long chain.
const NEAR: usize = 10;
/// Code points of wordings that one page compares, both ends together.
const COMPARED: usize = 120_000;

/// The steps, with what is asked of each of them many times.
pub(super) struct Steps<'a> {
    /// The form's state.
    pub state: &'a FormState,
    /// The form.
    pub form: &'a QuoteForm,
    /// What each step is called.
    pub names: Vec<String>,
    /// Whether the chain is folded at all.
    pub is_long: bool,
    /// By step: drawn with all its fields.
    pub open: Vec<bool>,
    /// Steps with something to look at that are not open for want of room.
    pub more_problems: usize,
    /// The most lines of one step.
    lines: usize,
    place: HashMap<&'a str, usize>,
    compared: Cell<usize>,
}

impl<'a> Steps<'a> {
    /// Looks over the form.
    pub fn new(state: &'a FormState, form: &'a QuoteForm, notice: &Notice) -> Self {
        let names = form.steps.iter().enumerate().map(|(n, s)| super::step::name_of(state, n, s)).collect();
        let mut place = HashMap::new();
        for (n, step) in form.steps.iter().enumerate() {
            place.entry(step.key.trim()).or_insert(n);
        }
        let mut steps = Self {
            state,
            form,
            names,
            is_long: form.is_long(),
            open: vec![true; form.steps.len()],
            more_problems: 0,
            lines: usize::MAX,
            place,
            compared: Cell::new(COMPARED),
        };
        if steps.is_long {
            steps.fold(notice);
        }
        steps
    }

    /// Opens what was just changed, what is wrong, what somebody else has saved otherwise, and what was opened.
    fn fold(&mut self, notice: &Notice) {
        let changed = match notice {
            Notice::Changed(changed) => Some(changed.at.trim()),
            _ => None,
        };
        let of_changed =
            changed.and_then(|key| self.place(key)).filter(|_| self.form.open_keys().any(|k| Some(k) == changed));
        let wrong: HashSet<usize> = self.state.wrong().filter_map(step_of).collect();
        let mut problems: Vec<usize> =
            (0..self.form.steps.len()).filter(|n| wrong.contains(n) || self.differs(*n)).collect();
        problems.sort_by_key(|n| !wrong.contains(n));
        let opened = self.form.open_keys().filter_map(|key| self.place(key));
        let mut seen = HashSet::new();
        let wanted = of_changed.into_iter().chain(problems.iter().copied()).chain(opened);
        let open: Vec<usize> = wanted.filter(|n| seen.insert(*n)).take(MAX_OPEN).collect();
        self.open = vec![false; self.form.steps.len()];
        for &n in &open {
            self.open[n] = true;
        }
        self.more_problems = problems.iter().filter(|n| !self.open[**n]).count();
        self.lines = (LINES / open.len().max(1)).clamp(2, LINES_OF_STEP);
    }

    /// Whether somebody else has saved the step otherwise meanwhile.
    fn differs(&self, n: usize) -> bool {
        if !self.state.is_stale() {
            return false;
        }
        let step = &self.form.steps[n];
        let is_other = |name: &str, own: &str| self.state.saved_meanwhile(name).is_some_and(|theirs| theirs != own);
        step.texts().into_iter().any(|(name, text)| is_other(&QuoteForm::step_field(n, name), text))
            || step.from.iter().enumerate().any(|(j, hop)| {
                hop.texts().into_iter().any(|(name, text)| is_other(&QuoteForm::hop_field(n, j, name), text))
            })
            || is_other(&QuoteForm::hop_field(n, step.from.len(), "up"), "")
    }

    /// The place of the step with this key.
    pub fn place(&self, key: &str) -> Option<usize> {
        self.place.get(key.trim()).copied()
    }

    /// How many lines "took the words from" of a step are drawn.
    pub fn lines_of(&self, n: usize) -> usize {
        self.form.steps[n].from.len().min(self.lines)
    }

    /// The steps that a line of step `n` may choose from: key and name.
    pub fn choices(&self, n: usize, chosen: &str) -> Vec<(String, String)> {
        let near = |m: usize| !self.is_long || m.abs_diff(n) <= NEAR || self.form.steps[m].key.trim() == chosen.trim();
        let others = (0..self.form.steps.len()).filter(|&m| m != n && near(m));
        others.map(|m| (self.form.steps[m].key.clone(), self.names[m].clone())).collect()
    }

    /// Whether there is room to compare so many code points more.
    pub fn may_compare(&self, len: usize) -> bool {
        let left = self.compared.get();
        let fits = len <= left;
        if fits {
            self.compared.set(left - len);
        }
        fits
    }

    /// What leads to a field: the field, or the step that holds it and is not open.
    pub fn href_of(&self, field: &str) -> String {
        match step_of(field).and_then(|n| Some((self.form.steps.get(n)?, self.open[n]))) {
            // What is packed away has no field of its own: its step has.
            Some((step, false)) => format!("#step-{}", step.key),
            Some((step, true)) if line_of(field).is_some_and(|j| j >= self.lines) => format!("#step-{}", step.key),
            _ => format!("#{}", id_of(field)),
        }
    }
}

/// The step that a field belongs to, by its place.
fn step_of(field: &str) -> Option<usize> {
    field.strip_prefix("steps[")?.split(']').next()?.parse().ok()
}

/// The line "took the words from" that a field belongs to, by its place.
fn line_of(field: &str) -> Option<usize> {
    field.split_once("][from][")?.1.split(']').next()?.parse().ok()
}
