//! Drawing a page keeps a processor busy and cannot be interrupted. So it happens on threads of its own, a bounded number
//! at once for each kind of visitor: whatever the newsroom or a crawler asks for, answers from memory go on, and a page
//! whose visitor has left holds its place until it is done.

use crate::http::trouble::Troubled;
use app::pages::trouble::Trouble;
use std::{future::Future, sync::Arc, thread::available_parallelism, time::Duration};
use tokio::{runtime::Handle, sync::Semaphore, task::spawn_blocking, time::timeout};
use tracing::{Instrument, Span};

/// How long a request waits for its turn.
const PATIENCE: Duration = Duration::from_secs(10);
/// Seconds after which a visitor who was turned away may try again.
const RETRY: u64 = 5;

/// What is drawn, by how dear it is and for whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A public page, or a small page for somebody who is not signed in.
    Reader,
    /// A picture, or a public page with its own picture for every choice.
    Picture,
    /// A page of the newsroom.
    Desk,
}

/// Places for drawing.
#[derive(Debug, Clone)]
pub struct Drawing {
    readers: Arc<Semaphore>,
    pictures: Arc<Semaphore>,
    desk: Arc<Semaphore>,
}

impl Default for Drawing {
    fn default() -> Self {
        Self::on(available_parallelism().map_or(1, usize::from))
    }
}

impl Drawing {
    /// Places on a machine with so many processors.
    fn on(processors: usize) -> Self {
        let all_but_one = processors.saturating_sub(1).max(1);
        let places = |n| Arc::new(Semaphore::new(n));
        Self { readers: places(processors), pictures: places(all_but_one), desk: places(all_but_one) }
    }

    /// Waits for a place and draws there.
    ///
    /// # Errors
    /// An answer with 503 when no place came free in time, with 500 when the drawing broke.
    pub async fn run<F>(&self, kind: Kind, draw: F) -> Result<F::Output, Troubled>
    where
        F: Future<Output: Send + 'static> + Send + 'static,
    {
        let places = match kind {
            Kind::Reader => &self.readers,
            Kind::Picture => &self.pictures,
            Kind::Desk => &self.desk,
        };
        let Ok(Ok(place)) = timeout(PATIENCE, places.clone().acquire_owned()).await else {
            return Err(Troubled::new(Trouble::Busy).after(RETRY));
        };
        let (runtime, span) = (Handle::current(), Span::current());
        let drawn = spawn_blocking(move || {
            let _place = place;
            runtime.block_on(draw.instrument(span))
        });
        drawn.await.map_err(|error| {
            tracing::error!(%error, "drawing a page failed");
            Troubled::new(Trouble::Broken)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[tokio::test]
    async fn no_more_are_drawn_at_once_than_there_are_places() {
        static NOW: AtomicUsize = AtomicUsize::new(0);
        static MOST: AtomicUsize = AtomicUsize::new(0);
        let drawing = Drawing::on(3);
        let draw = || async {
            MOST.fetch_max(NOW.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
            std::thread::sleep(Duration::from_millis(20));
            NOW.fetch_sub(1, Ordering::SeqCst);
        };
        let all: Vec<_> = (0..12)
            .map(|_| {
                let drawing = drawing.clone();
                tokio::spawn(async move { drawing.run(Kind::Desk, draw()).await.is_ok() })
            })
            .collect();
        for one in all {
            assert!(one.await.unwrap());
        }
        assert_eq!(MOST.load(Ordering::SeqCst), 2, "one processor of three is left to readers");
    }

    #[tokio::test]
    async fn a_page_that_nobody_waits_for_any_more_keeps_its_place() {
        let drawing = Drawing::on(1);
        let slow = drawing.run(Kind::Desk, async {
            std::thread::sleep(Duration::from_millis(150));
        });
        assert!(timeout(Duration::from_millis(20), slow).await.is_err(), "its visitor left");
        assert_eq!(drawing.desk.available_permits(), 0);
        assert!(drawing.run(Kind::Reader, async {}).await.is_ok(), "readers have places of their own");
    }

    #[tokio::test]
    async fn a_page_that_breaks_frees_its_place() {
        let drawing = Drawing::on(1);
        let broken = drawing.run(Kind::Reader, async { panic!("a page breaks") }).await;
        assert!(broken.is_err());
        assert_eq!(drawing.readers.available_permits(), 1);
    }
}
