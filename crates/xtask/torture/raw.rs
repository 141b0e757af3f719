//! Connections that send what no browser would, and what came of them.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use tokio::time::timeout;
use wire::client::Connection;

/// What came of a request that was sent as bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// It was answered with this status.
    Answered(u16),
    /// The connection was closed without an answer.
    Closed,
    /// Nothing happened for as long as was waited.
    Hung,
}

impl std::fmt::Display for Outcome {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Answered(status) => write!(f, "{status}"),
            Self::Closed => f.write_str("closed"),
            Self::Hung => f.write_str("hung"),
        }
    }
}

/// Sends bytes on a connection of its own and waits for what comes of it.
pub(crate) async fn send(server: SocketAddr, bytes: &[u8], patience: Duration) -> (Outcome, Duration) {
    let begun = Instant::now();
    let work = async {
        let mut connection = Connection::open(server).await.ok()?;
        // What is refused early is answered while the rest is still on its way.
        let _ = connection.send(bytes).await;
        connection.answer(bytes.starts_with(b"HEAD ")).await.ok()
    };
    let outcome = match timeout(patience, work).await {
        Ok(Some(answer)) => Outcome::Answered(answer.status),
        Ok(None) => Outcome::Closed,
        Err(_) => Outcome::Hung,
    };
    (outcome, begun.elapsed())
}

/// Opens a connection and sends a byte of these a second, then `x` without end, until it is closed or the time is up.
/// Gives how long it stood.
pub(crate) async fn drip(
    mut connection: Connection,
    first: &[u8],
    rest: &[u8],
    patience: Duration,
) -> Option<Duration> {
    let begun = Instant::now();
    let work = async {
        if connection.send(first).await.is_err() {
            return;
        }
        let mut bytes = rest.iter().copied().chain(std::iter::repeat(b'x'));
        loop {
            // Whatever comes is taken as the end once the connection is closed behind it.
            if timeout(Duration::from_secs(1), connection.until_closed()).await.is_ok() {
                return;
            }
            let Some(byte) = bytes.next() else { return };
            if connection.send(&[byte]).await.is_err() {
                return;
            }
        }
    };
    timeout(patience, work).await.ok().map(|()| begun.elapsed())
}
