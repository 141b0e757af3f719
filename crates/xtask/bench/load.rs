//! The load: a fixed number of keep-alive connections, each asking again as soon as it is answered, bounded in count
//! and in time.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::Result;
use tokio::task::JoinSet;

use wire::client::{self, Connection};

/// When a turn ends: at the first of both.
#[derive(Clone, Copy)]
pub(super) struct Limit {
    pub(super) requests: usize,
    pub(super) time: Duration,
}

/// What one or more turns showed.
#[derive(Default)]
pub(super) struct Measured {
    /// How long each answer took.
    answers: Vec<Duration>,
    /// How long the turns took.
    time: Duration,
}

impl Measured {
    /// Requests per second.
    #[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^52")]
    pub(super) fn rate(&self) -> f64 {
        self.answers.len() as f64 / self.time.as_secs_f64()
    }

    /// Adds another turn.
    pub(super) fn add(&mut self, other: Self) {
        self.answers.extend(other.answers);
        self.time += other.time;
    }

    /// The time within which that share of the answers came, in percent.
    fn percentile(&self, percent: usize) -> Duration {
        let mut sorted = self.answers.clone();
        sorted.sort_unstable();
        let place = (sorted.len() * percent).div_ceil(100).saturating_sub(1);
        sorted.get(place).copied().unwrap_or_default()
    }

    /// One line of the table.
    pub(super) fn print(&self, name: &str) {
        let millis = |time: Duration| format!("{:.2} ms", time.as_secs_f64() * 1000.0);
        println!(
            "  {name:<16}{:>12.0}{:>12}{:>12}",
            self.rate(),
            millis(self.percentile(50)),
            millis(self.percentile(99))
        );
    }
}

/// One turn. Any answer but 200 ends it with an error.
pub(super) async fn run(address: SocketAddr, path: &str, connections: usize, limit: Limit) -> Result<Measured> {
    let request: Arc<[u8]> = client::request(address, path, None).into();
    let left = Arc::new(AtomicUsize::new(limit.requests));
    let start = Instant::now();
    let mut workers = JoinSet::new();
    for _ in 0..connections {
        let (request, left, path) = (request.clone(), left.clone(), path.to_owned());
        workers.spawn(async move {
            let mut connection = Connection::open(address).await?;
            let mut answers = Vec::new();
            let take = |left: usize| left.checked_sub(1);
            while start.elapsed() < limit.time && left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, take).is_ok()
            {
                let asked = Instant::now();
                connection.ask(&request).await?.must_be_good(&path)?;
                answers.push(asked.elapsed());
            }
            anyhow::Ok(answers)
        });
    }
    let mut measured = Measured::default();
    while let Some(answers) = workers.join_next().await {
        measured.answers.extend(answers??);
    }
    measured.time = start.elapsed();
    Ok(measured)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_of_the_nearest_rank() {
        let answers = (1..=200).rev().map(Duration::from_millis).collect();
        let measured = Measured { answers, time: Duration::from_secs(2) };
        assert_eq!(measured.percentile(50), Duration::from_millis(100));
        assert_eq!(measured.percentile(99), Duration::from_millis(198));
        assert!((measured.rate() - 100.0).abs() < f64::EPSILON);
        assert_eq!(Measured::default().percentile(99), Duration::ZERO);
    }
}
