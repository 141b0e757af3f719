//! Whether the library can be read and written right now. Anybody may ask, so the answer is kept for a moment and found
//! out by one asker at a time: however many ask, a row is written every two seconds at most.

use crate::Service;
use std::{
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::{sync::Mutex, time::timeout};

/// How long an answer holds.
const KEPT: Duration = Duration::from_secs(2);
/// How long a write may take before the library is called busy.
const PATIENCE: Duration = Duration::from_secs(8);

/// The last answer and when it was found.
#[derive(Debug, Default)]
pub(crate) struct Readiness(Mutex<Option<(Instant, Ready)>>);

/// Why the library is not ready, in one line that may be told to anybody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unready {
    /// The file was moved, replaced or cut off.
    #[error(transparent)]
    File(store::Fault),
    /// The disk is full.
    #[error("there is no room left on the disk")]
    NoRoom,
    /// The disk or the file cannot be written.
    #[error("the library can be read but not written")]
    NotWritable,
    /// Others write for longer than anybody would wait.
    #[error("the library is busy")]
    Busy,
    /// The library has been closed, or the disk fails.
    #[error("the library cannot be read or written")]
    Broken,
}

/// Ready, or why not.
pub type Ready = Result<(), Unready>;

impl From<store::Error> for Unready {
    fn from(error: store::Error) -> Self {
        match error {
            store::Error::Fault(fault) => Self::File(fault),
            store::Error::DiskFull => Self::NoRoom,
            store::Error::NotWritable => Self::NotWritable,
            _ => Self::Broken,
        }
    }
}

impl Service {
    /// Reads, writes one row and reads it back, unless that was done a moment ago.
    pub async fn readiness(&self) -> Ready {
        // In a task of its own: who asks and goes away at once must not cut a probe off, nor start one after another.
        let service = self.clone();
        let probe = tokio::spawn(async move {
            let mut kept = service.readiness.0.lock().await;
            if let Some((at, answer)) = *kept
                && at.elapsed() < KEPT
            {
                return answer;
            }
            let answer = service.probe().await;
            *kept = Some((Instant::now(), answer));
            answer
        });
        probe.await.unwrap_or(Err(Unready::Broken))
    }

    async fn probe(&self) -> Ready {
        match timeout(PATIENCE, self.store.probe(self.now())).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(error)) => {
                tracing::error!(%error, "the library is not ready");
                Err(error.into())
            }
            Err(_) => {
                tracing::error!("the library is not ready: a write took more than {} s", PATIENCE.as_secs());
                Err(Unready::Busy)
            }
        }
    }
}

/// Kept beside the use cases.
pub(crate) type Kept = Arc<Readiness>;
