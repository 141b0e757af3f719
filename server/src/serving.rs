//! Accepting connections. Each has a time by which its request must have come, there are only so many, and when there is
//! no place for a new one, the one that has been idle longest makes room: whoever opens a thousand and says nothing keeps
//! no reader out.

use axum::{
    Router,
    body::{Body, Bytes, HttpBody},
    extract::ConnectInfo,
    http::Request,
};
use hyper::{
    body::{Frame, Incoming, SizeHint},
    server::conn::http1,
};
use hyper_util::rt::{TokioIo, TokioTimer};
use std::{
    collections::HashMap,
    net::{IpAddr, SocketAddr},
    pin::{Pin, pin},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    task::{Context, Poll},
    time::{Duration, Instant},
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{Notify, mpsc, watch},
};
use tokio_io_timeout::TimeoutStream;
use tower::ServiceExt;

/// By when the head of a request must have come, from the connection's start or the end of the answer before it. So it is
/// also how long an idle connection is kept.
const HEAD_TIME: Duration = Duration::from_secs(15);
/// How long a visitor may take nothing of an answer before the connection is closed.
const STALL: Duration = Duration::from_secs(30);
/// Most bytes of a request's head, and of an answer that waits to be sent.
const BUFFER: usize = 64 * 1024;
/// Most header lines.
const HEADERS: usize = 100;
/// How long to wait when the system has no file left for a connection.
const BREATH: Duration = Duration::from_millis(100);
/// Files that are kept back from connections: the library's, and what the machine needs.
const OWN_FILES: u64 = 256;
/// Most connections where the system sets no bound.
const MOST: u64 = 8192;

/// How many connections there may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// In all.
    pub connections: usize,
    /// From one address.
    pub per_address: usize,
}

impl Limits {
    /// As many as asked for, else as many as the system has files for, of which one address gets half.
    pub fn new(connections: Option<usize>, per_address: Option<usize>) -> Self {
        let connections = connections.unwrap_or_else(files).max(1);
        Self { connections, per_address: per_address.unwrap_or(connections / 2).clamp(1, connections) }
    }
}

/// How many files may be open for connections: this process is let open as many as the system allows it to.
#[cfg(unix)]
fn files() -> usize {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let limit = getrlimit(Resource::Nofile);
    let wanted = Rlimit { current: limit.maximum.map(|m| m.min(MOST + OWN_FILES)), maximum: limit.maximum };
    let current = if setrlimit(Resource::Nofile, wanted).is_ok() { wanted.current } else { limit.current };
    let open = current.unwrap_or(MOST + OWN_FILES);
    usize::try_from(open.saturating_sub(OWN_FILES).clamp(64, MOST)).unwrap_or(64)
}

#[cfg(not(unix))]
fn files() -> usize {
    usize::try_from(MOST).unwrap_or(64)
}

/// One connection.
struct Connection {
    address: IpAddr,
    /// Whether a request is being answered. While its body is still coming it is not: who sends a byte a second holds no
    /// place that somebody else could have.
    busy: AtomicBool,
    /// When the last answer was given or the last request began, in milliseconds since the server's start.
    since: AtomicU64,
    leaves: Notify,
}

/// The body of a request, which tells its connection when it has come whole.
struct Arriving {
    inner: Incoming,
    connection: Arc<Connection>,
}

impl HttpBody for Arriving {
    type Data = Bytes;
    type Error = hyper::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, hyper::Error>>> {
        let frame = Pin::new(&mut self.inner).poll_frame(cx);
        if matches!(frame, Poll::Ready(None)) || self.inner.is_end_stream() {
            self.connection.busy.store(true, Ordering::Release);
        }
        frame
    }

    fn is_end_stream(&self) -> bool {
        self.inner.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.inner.size_hint()
    }
}

/// All connections.
struct Connections {
    limits: Limits,
    start: Instant,
    next: AtomicU64,
    open: Mutex<HashMap<u64, Arc<Connection>>>,
    /// Whether an address is a proxy of ours, whose connections are many visitors'.
    is_proxy: Box<dyn Fn(IpAddr) -> bool + Send + Sync>,
}

impl Connections {
    fn now(&self) -> u64 {
        u64::try_from(self.start.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    /// A place for a new connection; none when every place is busy.
    fn enter(&self, address: IpAddr) -> Option<(u64, Arc<Connection>)> {
        let address = crate::middleware::proxies::tells_apart(address);
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let own = |c: &Connection| c.address == address;
        let too_many_own =
            !(self.is_proxy)(address) && open.values().filter(|c| own(c)).count() >= self.limits.per_address;
        if too_many_own || open.len() >= self.limits.connections {
            let idle = |c: &Connection| !c.busy.load(Ordering::Acquire) && (!too_many_own || own(c));
            let longest = open.iter().filter(|(_, c)| idle(c)).min_by_key(|(_, c)| c.since.load(Ordering::Acquire));
            let id = *longest?.0;
            open.remove(&id)?.leaves.notify_one();
        }
        let connection = Arc::new(Connection {
            address,
            busy: AtomicBool::new(false),
            since: AtomicU64::new(self.now()),
            leaves: Notify::new(),
        });
        let id = self.next.fetch_add(1, Ordering::Relaxed);
        open.insert(id, connection.clone());
        Some((id, connection))
    }

    fn leave(&self, id: u64) {
        self.open.lock().unwrap_or_else(PoisonError::into_inner).remove(&id);
    }
}

/// Marks a connection as idle again when its answer is there, or its request is given up.
struct Busy<'a>(&'a Connection, &'a Connections);

impl<'a> Busy<'a> {
    /// `whole` is whether the request has no body that is still to come.
    fn new(connection: &'a Connection, connections: &'a Connections, whole: bool) -> Self {
        connection.since.store(connections.now(), Ordering::Release);
        connection.busy.store(whole, Ordering::Release);
        Self(connection, connections)
    }
}

impl Drop for Busy<'_> {
    fn drop(&mut self) {
        self.0.since.store(self.1.now(), Ordering::Release);
        self.0.busy.store(false, Ordering::Release);
    }
}

/// Serves until `stop` is done and what was open then is answered.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    limits: Limits,
    is_proxy: impl Fn(IpAddr) -> bool + Send + Sync + 'static,
    stop: impl Future<Output = ()>,
) {
    let connections = Arc::new(Connections {
        limits,
        start: Instant::now(),
        next: AtomicU64::new(0),
        open: Mutex::default(),
        is_proxy: Box::new(is_proxy),
    });
    let (stopping, stopped) = watch::channel(false);
    // Every connection holds one end: the other is told when the last has gone.
    let (open, mut all_gone) = mpsc::channel::<()>(1);
    let mut stop = pin!(stop);
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut stop => break,
        };
        match accepted {
            Ok((stream, peer)) => {
                let Some((id, connection)) = connections.enter(peer.ip()) else { continue };
                let (router, connections, open) = (router.clone(), connections.clone(), open.clone());
                let stopped = stopped.clone();
                tokio::spawn(async move {
                    answer(stream, peer, router, &connection, &connections, stopped).await;
                    connections.leave(id);
                    drop(open);
                });
            }
            Err(error) => {
                // Mostly: no file is left. The next one that closes makes room.
                tracing::warn!(%error, "a connection could not be accepted");
                tokio::time::sleep(BREATH).await;
            }
        }
    }
    drop(listener);
    drop(open);
    let _ = stopping.send(true);
    let _ = all_gone.recv().await;
}

/// Answers the requests of one connection, one after the other.
async fn answer(
    stream: TcpStream,
    peer: SocketAddr,
    router: Router,
    connection: &Arc<Connection>,
    connections: &Connections,
    mut stopped: watch::Receiver<bool>,
) {
    let _ = stream.set_nodelay(true);
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(STALL));
    let service = hyper::service::service_fn(|mut request: Request<Incoming>| {
        let busy = Busy::new(connection, connections, request.body().is_end_stream());
        request.extensions_mut().insert(ConnectInfo(peer));
        let arriving = |inner| Body::new(Arriving { inner, connection: connection.clone() });
        let answer = router.clone().oneshot(request.map(arriving));
        async move {
            let answer = answer.await;
            drop(busy);
            answer
        }
    });
    let serving = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIME)
        .max_buf_size(BUFFER)
        .max_headers(HEADERS)
        .serve_connection(TokioIo::new(Box::pin(stream)), service);
    let mut serving = pin!(serving);
    let mut is_stopping = false;
    loop {
        tokio::select! {
            done = &mut serving => {
                if let Err(error) = done {
                    tracing::debug!(%error, %peer, "a connection ended early");
                }
                return;
            }
            () = connection.leaves.notified() => return,
            _ = stopped.wait_for(|stopping| *stopping), if !is_stopping => {
                is_stopping = true;
                serving.as_mut().graceful_shutdown();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::routing::{get, post};
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    /// A server with these limits, and its address.
    async fn server(limits: Limits) -> SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let at = listener.local_addr().unwrap();
        let slow = get(async || tokio::time::sleep(Duration::from_millis(300)).await);
        let whole = post(async |body: Bytes| body.len().to_string());
        let router = Router::new().route("/", get(async || "read")).route("/slow", slow).route("/form", whole);
        tokio::spawn(serve(listener, router, limits, |_| false, std::future::pending()));
        at
    }

    async fn ask(stream: &mut TcpStream, path: &str) -> Option<String> {
        let request = format!("GET {path} HTTP/1.1\r\nHost: sanad.test\r\n\r\n");
        stream.write_all(request.as_bytes()).await.ok()?;
        let mut answer = vec![0; 4096];
        let n = stream.read(&mut answer).await.ok().filter(|n| *n > 0)?;
        Some(String::from_utf8_lossy(&answer[..n]).into_owned())
    }

    #[tokio::test]
    async fn the_longest_idle_makes_room() {
        let at = server(Limits { connections: 3, per_address: 3 }).await;
        let mut held = Vec::new();
        for _ in 0..3 {
            held.push(TcpStream::connect(at).await.unwrap());
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        assert!(ask(&mut held[0], "/").await.unwrap().ends_with("read"), "all three are served");
        let mut reader = TcpStream::connect(at).await.unwrap();
        assert!(ask(&mut reader, "/").await.unwrap().ends_with("read"), "a fourth is, too");
        assert_eq!(ask(&mut held[1], "/").await, None, "the one that said nothing longest is gone");
        assert!(ask(&mut held[0], "/").await.is_some(), "the one that has just asked stays");
    }

    #[tokio::test]
    async fn who_is_being_answered_is_not_sent_away() {
        let at = server(Limits { connections: 1, per_address: 1 }).await;
        let mut busy = TcpStream::connect(at).await.unwrap();
        let answered = tokio::spawn(async move { ask(&mut busy, "/slow").await });
        tokio::time::sleep(Duration::from_millis(100)).await;
        let mut late = TcpStream::connect(at).await.unwrap();
        assert_eq!(ask(&mut late, "/").await, None, "there is no place");
        assert!(answered.await.unwrap().unwrap().starts_with("HTTP/1.1 200"));
    }

    #[tokio::test]
    async fn who_sends_a_form_drop_by_drop_makes_room_too() {
        let at = server(Limits { connections: 1, per_address: 1 }).await;
        let mut slow = TcpStream::connect(at).await.unwrap();
        let head = "POST /form HTTP/1.1\r\nHost: sanad.test\r\nContent-Length: 9\r\n\r\n";
        slow.write_all(head.as_bytes()).await.unwrap();
        slow.write_all(b"drop").await.unwrap();
        tokio::time::sleep(Duration::from_millis(50)).await;
        let mut reader = TcpStream::connect(at).await.unwrap();
        assert!(ask(&mut reader, "/").await.unwrap().ends_with("read"));
        let mut rest = [0; 16];
        assert_eq!(slow.read(&mut rest).await.unwrap_or_default(), 0, "it was closed");
        // A form that comes whole is answered.
        let mut whole = TcpStream::connect(at).await.unwrap();
        whole.write_all(head.as_bytes()).await.unwrap();
        whole.write_all(b"drop-drop").await.unwrap();
        let mut answer = vec![0; 4096];
        let n = whole.read(&mut answer).await.unwrap();
        assert!(String::from_utf8_lossy(&answer[..n]).ends_with('9'));
    }

    #[tokio::test]
    async fn one_address_takes_only_its_share() {
        let at = server(Limits { connections: 10, per_address: 2 }).await;
        let mut first = TcpStream::connect(at).await.unwrap();
        tokio::time::sleep(Duration::from_millis(20)).await;
        let _second = TcpStream::connect(at).await.unwrap();
        tokio::time::sleep(Duration::from_millis(20)).await;
        let mut third = TcpStream::connect(at).await.unwrap();
        assert!(ask(&mut third, "/").await.is_some());
        assert_eq!(ask(&mut first, "/").await, None);
    }

    #[tokio::test]
    async fn stopping_waits_for_what_is_open_and_no_longer() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let at = listener.local_addr().unwrap();
        let slow = get(async || tokio::time::sleep(Duration::from_millis(200)).await);
        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        let limits = Limits { connections: 10, per_address: 10 };
        let router = Router::new().route("/slow", slow);
        let serving = tokio::spawn(serve(listener, router, limits, |_| false, async { _ = stopped.await }));
        let _idle = TcpStream::connect(at).await.unwrap();
        let mut open = TcpStream::connect(at).await.unwrap();
        let answered = tokio::spawn(async move { ask(&mut open, "/slow").await });
        tokio::time::sleep(Duration::from_millis(50)).await;
        stop.send(()).unwrap();
        tokio::time::timeout(Duration::from_secs(2), serving).await.expect("idle connections hold nothing up").unwrap();
        assert!(answered.await.unwrap().unwrap().starts_with("HTTP/1.1 200"));
    }

    #[test]
    fn limits_are_what_was_asked_for_within_reason() {
        assert_eq!(Limits::new(Some(100), None), Limits { connections: 100, per_address: 50 });
        assert_eq!(Limits::new(Some(0), Some(9)), Limits { connections: 1, per_address: 1 });
        let open = Limits::new(None, None);
        assert!(open.connections >= 64 && open.per_address >= 32, "{open:?}");
    }
}
