//! What the buttons of the chain do to the form. The page has one way to change a chain, with script or without: the
//! whole form goes to the server, comes back changed, and nothing is saved.

use super::{HopForm, QuoteForm, StepForm};
use crate::{
    chain::HopState,
    quote::{MAX_HOPS, MAX_MENTIONS},
};

/// What a button did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// Nothing: the page was only drawn again.
    Redrawn,
    /// One more step, joined to nothing.
    Added,
    /// A new step from which another one took the words.
    Branched,
    /// A new step from which two others took the words.
    Joined,
    /// A new step between two others.
    Inserted,
    /// A hop was drawn.
    Drawn,
    /// A hop was dropped.
    Dropped,
    /// A step offers one more line "took the words from".
    Offered,
    /// A step now names nobody.
    Unnamed,
    /// A step stands elsewhere in the list.
    Moved,
    /// A step was removed.
    Removed,
    /// A step is drawn with all its fields.
    Opened,
    /// A step is one line again.
    Closed,
    /// The next lines "took the words from" of a step have their turn.
    Turned,
}

/// What a button did, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// What it did.
    pub change: Change,
    /// Key of the step to go to; empty when none is left.
    pub at: String,
    /// Keys of the other steps that it concerns.
    pub with: Vec<String>,
}

/// Why a button did nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unchanged {
    /// There is no such button.
    NoSuchButton,
    /// A step has to be chosen first.
    ChooseOne,
    /// Two steps have to be chosen first.
    ChooseTwo,
    /// The step is not in this chain.
    NoSuchStep,
    /// The two steps are not joined by a hop, or the line does not exist.
    NoSuchHop,
    /// Both ends are the same step.
    SameStep,
    /// The two steps are joined already.
    JoinedAlready,
    /// The chain holds as many steps as it can.
    Full,
    /// The chain holds as many hops as it can.
    FullOfHops,
}

impl QuoteForm {
    /// Does what a button of the chain says. Where a button names no steps, the two that are chosen in the form are
    /// meant: `chosen_down` and `chosen_up`.
    ///
    /// | button | what it does |
    /// |---|---|
    /// | `redraw` | nothing; the page is drawn again |
    /// | `add` | one more step, joined to nothing |
    /// | `upstream:K`, `branch` | a new step that step K took the words from |
    /// | `draw:D:U`, `draw` | a hop: step D took the words from step U; a loop is allowed |
    /// | `drop:D:U`, `drop` | drops the hop between the two |
    /// | `between:D:U`, `between` | puts a new step into the hop between the two |
    /// | `join:A:B`, `join` | a new step that both took the words from |
    /// | `unknown:K`, `unknown` | step K names nobody any more |
    /// | `hop:K` | one more line "took the words from" in step K |
    /// | `unhop:K:J` | drops line J |
    /// | `insert:K:J` | puts a new step into the hop of line J |
    /// | `up:K`, `down:K` | moves the step in the list |
    /// | `remove:K` | drops the step; what was joined through it stays joined |
    /// | `open:K`, `close:K` | draws step K of a long chain with all its fields, or as one line |
    /// | `turn:K:N` | the next lines of step K have their turn: the first N go to the end |
    ///
    /// # Errors
    /// Why nothing was done; the form is as it was.
    pub fn apply(&mut self, button: &str) -> Result<Changed, Unchanged> {
        let done = self.change(button)?;
        // What was chosen has had its turn: the next change begins with a choice of its own.
        if done.change != Change::Redrawn {
            self.chosen_down.clear();
            self.chosen_up.clear();
        }
        // What was changed is looked at next.
        if self.is_long() && !matches!(done.change, Change::Redrawn | Change::Removed | Change::Closed) {
            self.open_step(&done.at);
        }
        Ok(done)
    }

    fn change(&mut self, button: &str) -> Result<Changed, Unchanged> {
        let mut parts = button.split(':');
        let verb = parts.next().unwrap_or_default();
        let named: Vec<&str> = parts.collect();
        let one = |form: &Self| match named.first() {
            Some(key) => form.place(key),
            None if form.chosen_down.trim().is_empty() => Err(Unchanged::ChooseOne),
            None => form.place(&form.chosen_down),
        };
        let two = |form: &Self| {
            let (a, b) = match named.as_slice() {
                [a, b, ..] => ((*a).to_owned(), (*b).to_owned()),
                _ => (form.chosen_down.clone(), form.chosen_up.clone()),
            };
            if a.trim().is_empty() || b.trim().is_empty() {
                return Err(Unchanged::ChooseTwo);
            }
            let (a, b) = (form.place(&a)?, form.place(&b)?);
            if a == b { Err(Unchanged::SameStep) } else { Ok((a, b)) }
        };
        let line = |form: &Self| {
            let at = one(form)?;
            let line = named.get(1).and_then(|j| j.parse::<usize>().ok()).filter(|j| *j < form.steps[at].from.len());
            line.map(|j| (at, j)).ok_or(Unchanged::NoSuchHop)
        };
        match verb {
            "redraw" => {
                let at = if self.place(&self.chosen_down).is_ok() { self.chosen_down.clone() } else { String::new() };
                Ok(Changed { change: Change::Redrawn, at, with: Vec::new() })
            }
            "add" => {
                self.has_room()?;
                Ok(Changed { change: Change::Added, at: self.add_step(), with: Vec::new() })
            }
            "upstream" | "branch" => {
                let at = one(self)?;
                self.branch(at)
            }
            "draw" => {
                let (down, up) = two(self)?;
                self.draw(down, up)
            }
            "drop" => {
                let (down, up) = two(self)?;
                self.drop_hop(down, up)
            }
            "between" => {
                let (down, up) = two(self)?;
                let j = self.line_to(down, up).ok_or(Unchanged::NoSuchHop)?;
                self.insert(down, j)
            }
            "join" => {
                let (a, b) = two(self)?;
                self.join(a, b)
            }
            "unknown" => {
                let at = one(self)?;
                Ok(self.unname(at))
            }
            "hop" => {
                let at = one(self)?;
                self.has_room_for_a_hop()?;
                // Where not all lines are shown, the new one stands first.
                let place = if self.is_long() { 0 } else { self.steps[at].from.len() };
                self.steps[at].from.insert(place, HopForm::default());
                Ok(self.changed(Change::Offered, at))
            }
            "open" => {
                let at = one(self)?;
                Ok(self.changed(Change::Opened, at))
            }
            "close" => {
                let at = one(self)?;
                let key = self.steps[at].key.clone();
                self.close_step(&key);
                Ok(self.changed(Change::Closed, at))
            }
            "turn" => {
                let at = one(self)?;
                let from = &mut self.steps[at].from;
                let shown = named.get(1).and_then(|n| n.parse::<usize>().ok()).unwrap_or(1);
                let shown = shown.min(from.len());
                from.rotate_left(shown);
                Ok(self.changed(Change::Turned, at))
            }
            "unhop" => {
                let (at, j) = line(self)?;
                let gone = self.steps[at].from.remove(j);
                Ok(Changed { with: vec![gone.up], ..self.changed(Change::Dropped, at) })
            }
            "insert" => {
                let (at, j) = line(self)?;
                self.insert(at, j)
            }
            "up" | "down" => {
                let at = one(self)?;
                let to = if verb == "up" { at.saturating_sub(1) } else { (at + 1).min(self.steps.len() - 1) };
                self.steps.swap(at, to);
                Ok(self.changed(Change::Moved, to))
            }
            "remove" => {
                let at = one(self)?;
                Ok(self.remove(at))
            }
            _ => Err(Unchanged::NoSuchButton),
        }
    }

    /// Adds an empty step at the end and gives its key.
    pub fn add_step(&mut self) -> String {
        let key = self.next_key();
        self.steps.push(StepForm { key: key.clone(), ..StepForm::default() });
        key
    }

    /// The place of the step with this key.
    pub fn position(&self, key: &str) -> Option<usize> {
        self.steps.iter().position(|s| s.key.trim() == key.trim())
    }

    /// A key for a new step: above every key that was typed.
    fn next_key(&self) -> String {
        let highest = self.steps.iter().filter_map(|s| s.key.trim().parse::<u32>().ok()).max();
        highest.unwrap_or(0).saturating_add(1).to_string()
    }

    fn place(&self, key: &str) -> Result<usize, Unchanged> {
        self.position(key).ok_or(Unchanged::NoSuchStep)
    }

    fn has_room(&self) -> Result<(), Unchanged> {
        if self.steps.len() < MAX_MENTIONS { Ok(()) } else { Err(Unchanged::Full) }
    }

    fn has_room_for_a_hop(&self) -> Result<(), Unchanged> {
        let hops: usize = self.steps.iter().map(|s| s.from.len()).sum();
        if hops < MAX_HOPS { Ok(()) } else { Err(Unchanged::FullOfHops) }
    }

    fn changed(&self, change: Change, at: usize) -> Changed {
        Changed { change, at: self.steps[at].key.clone(), with: Vec::new() }
    }

    /// The line by which one step took the words from another.
    fn line_to(&self, down: usize, up: usize) -> Option<usize> {
        let key = self.steps[up].key.trim();
        self.steps[down].from.iter().position(|h| h.up.trim() == key)
    }

    /// Joins a step to one more; an empty line is used up first.
    fn take_from(&mut self, down: usize, up: String) {
        let from = &mut self.steps[down].from;
        match from.iter_mut().find(|h| h.up.trim().is_empty()) {
            Some(line) => line.up = up,
            None => from.push(HopForm { up, ..HopForm::default() }),
        }
    }

    fn branch(&mut self, at: usize) -> Result<Changed, Unchanged> {
        self.has_room()?;
        self.has_room_for_a_hop()?;
        let new = self.next_key();
        self.steps[at].from.push(HopForm { up: new.clone(), ..HopForm::default() });
        let with = vec![self.steps[at].key.clone()];
        self.steps.insert(at + 1, StepForm { key: new.clone(), ..StepForm::default() });
        Ok(Changed { change: Change::Branched, at: new, with })
    }

    fn draw(&mut self, down: usize, up: usize) -> Result<Changed, Unchanged> {
        if self.line_to(down, up).is_some() {
            return Err(Unchanged::JoinedAlready);
        }
        self.has_room_for_a_hop()?;
        let key = self.steps[up].key.clone();
        self.take_from(down, key.clone());
        Ok(Changed { with: vec![key], ..self.changed(Change::Drawn, down) })
    }

    fn drop_hop(&mut self, down: usize, up: usize) -> Result<Changed, Unchanged> {
        // Whoever points at a line does not care which way it runs.
        let (down, up) = match (self.line_to(down, up), self.line_to(up, down)) {
            (Some(_), _) => (down, up),
            (None, Some(_)) => (up, down),
            (None, None) => return Err(Unchanged::NoSuchHop),
        };
        let key = self.steps[up].key.clone();
        self.steps[down].from.retain(|h| h.up.trim() != key.trim());
        Ok(Changed { with: vec![key], ..self.changed(Change::Dropped, down) })
    }

    fn insert(&mut self, down: usize, j: usize) -> Result<Changed, Unchanged> {
        self.has_room()?;
        self.has_room_for_a_hop()?;
        let new = self.next_key();
        let line = &mut self.steps[down].from[j];
        let old = std::mem::replace(&mut line.up, new.clone());
        // Nobody has compared anything with a step that was not there.
        doubt(line);
        let with = vec![self.steps[down].key.clone(), old.clone()];
        let onward = HopForm { up: old, ..HopForm::default() };
        self.steps.insert(down + 1, StepForm { key: new.clone(), from: vec![onward], ..StepForm::default() });
        Ok(Changed { change: Change::Inserted, at: new, with })
    }

    fn join(&mut self, a: usize, b: usize) -> Result<Changed, Unchanged> {
        self.has_room()?;
        self.has_room_for_a_hop()?;
        let new = self.next_key();
        let with = vec![self.steps[a].key.clone(), self.steps[b].key.clone()];
        self.take_from(a, new.clone());
        self.take_from(b, new.clone());
        self.steps.insert(a.max(b) + 1, StepForm { key: new.clone(), ..StepForm::default() });
        Ok(Changed { change: Change::Joined, at: new, with })
    }

    /// Where nobody is named, nobody can be said to have heard the words, and nothing can have been compared.
    fn unname(&mut self, at: usize) -> Changed {
        let step = &mut self.steps[at];
        for field in [
            &mut step.outlet_name,
            &mut step.outlet_pick,
            &mut step.document_name,
            &mut step.document_pick,
            &mut step.carrier_name,
            &mut step.carrier_pick,
            &mut step.basis,
            &mut step.anchor_start,
        ] {
            field.clear();
        }
        step.from.iter_mut().for_each(doubt);
        let key = step.key.clone();
        for line in self.steps.iter_mut().flat_map(|s| &mut s.from).filter(|h| h.up.trim() == key.trim()) {
            doubt(line);
        }
        self.changed(Change::Unnamed, at)
    }

    fn remove(&mut self, at: usize) -> Changed {
        let removed = self.steps.remove(at);
        self.close_step(&removed.key);
        for step in &mut self.steps {
            heal(step, &removed);
        }
        let next = self.steps.get(at.min(self.steps.len().saturating_sub(1)));
        Changed { change: Change::Removed, at: next.map(|s| s.key.clone()).unwrap_or_default(), with: Vec::new() }
    }
}

/// Takes back that a hop was compared; what was written about it stays.
fn doubt(line: &mut HopForm) {
    if line.state.trim() == HopState::Verified.as_str() {
        HopState::Asserted.as_str().clone_into(&mut line.state);
    }
}

/// Joins a step that took its words from a removed one to where that one had them.
fn heal(step: &mut StepForm, removed: &StepForm) {
    let Some(j) = step.from.iter().position(|h| h.up == removed.key) else { return };
    step.from.remove(j);
    for (n, onward) in removed.from.iter().enumerate() {
        let twice = step.from.iter().any(|h| h.up == onward.up);
        if onward.up != step.key && !twice {
            step.from.insert(j + n.min(step.from.len() - j), HopForm { up: onward.up.clone(), ..HopForm::default() });
        }
    }
}

#[cfg(test)]
mod tests;
