//! Just enough HTTP/1.1 to load a server on this machine: one keep-alive connection, lengths and chunks, no redirects.
//! Small on purpose, so that the measuring costs little beside what is measured.

use std::net::{IpAddr, SocketAddr};

use anyhow::{Context, Result, bail};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};

/// An answer, read to its end.
#[derive(Debug)]
pub struct Answer {
    /// Its status.
    pub status: u16,
    head: String,
    /// Its body; empty after HEAD.
    pub body: Vec<u8>,
}

impl Answer {
    /// A header's value.
    pub fn header(&self, name: &str) -> Option<&str> {
        headers(&self.head, name).next()
    }

    /// All values of a header.
    pub fn headers(&self, name: &str) -> impl Iterator<Item = &str> {
        headers(&self.head, name)
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// Whether the server closes the connection after this answer.
    pub fn closes(&self) -> bool {
        self.header("connection").is_some_and(|value| value.eq_ignore_ascii_case("close"))
    }

    /// Refuses anything but 200, so that no error page is measured by mistake.
    pub fn must_be_good(&self, path: &str) -> Result<()> {
        if self.status != 200 || self.body.is_empty() {
            bail!(
                "{path} answered {} with {} bytes; only a good page is worth measuring",
                self.status,
                self.body.len()
            );
        }
        Ok(())
    }
}

/// One request on a connection of its own.
pub async fn get(address: SocketAddr, path: &str, encoding: Option<&str>) -> Result<Answer> {
    Connection::open(address).await?.ask(&request(address, path, encoding)).await
}

/// The bytes of a request.
pub fn request(address: SocketAddr, path: &str, encoding: Option<&str>) -> Vec<u8> {
    let encoding = encoding.map(|name| format!("accept-encoding: {name}\r\n")).unwrap_or_default();
    format!("GET {path} HTTP/1.1\r\nhost: {address}\r\naccept: text/html,*/*\r\naccept-language: en\r\n{encoding}\r\n")
        .into_bytes()
}

/// A connection that is kept open from answer to answer.
#[derive(Debug)]
pub struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
}

impl Connection {
    /// Connects.
    pub async fn open(address: SocketAddr) -> Result<Self> {
        Self::open_from(None, address).await
    }

    /// Connects from this address of the machine; from any where none is named.
    pub async fn open_from(own: Option<IpAddr>, address: SocketAddr) -> Result<Self> {
        let socket = if address.is_ipv4() { TcpSocket::new_v4() } else { TcpSocket::new_v6() }?;
        if let Some(own) = own {
            socket.bind(SocketAddr::new(own, 0)).with_context(|| format!("{own} is no address of this machine"))?;
        }
        let stream = socket.connect(address).await.with_context(|| format!("nobody answers at {address}"))?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, buffer: Vec::new() })
    }

    /// Sends a request and reads the whole answer.
    pub async fn ask(&mut self, request: &[u8]) -> Result<Answer> {
        self.send(request).await?;
        self.answer(request.starts_with(b"HEAD ")).await
    }

    /// Sends bytes, whatever they are.
    pub async fn send(&mut self, bytes: &[u8]) -> Result<()> {
        self.stream.write_all(bytes).await.context("the server closed the connection")
    }

    /// Waits until the server closes the connection; what it sends before is thrown away.
    pub async fn until_closed(&mut self) {
        self.buffer.clear();
        while self.stream.read_buf(&mut self.buffer).await.is_ok_and(|read| read > 0) {
            self.buffer.clear();
        }
    }

    /// Reads one whole answer. An answer to HEAD has the length of a body that does not come.
    pub async fn answer(&mut self, without_body: bool) -> Result<Answer> {
        loop {
            let end = self.until(0, b"\r\n\r\n").await?;
            let head = String::from_utf8_lossy(&self.buffer[..end]).into_owned();
            let status =
                head.split(' ').nth(1).and_then(|word| word.parse().ok()).context("the answer has no status")?;
            if status == 100 {
                self.buffer.drain(..end);
                continue;
            }
            let body = if without_body || matches!(status, 204 | 304) {
                self.buffer.drain(..end);
                Vec::new()
            } else {
                self.body(&head, end).await?
            };
            return Ok(Answer { status, head, body });
        }
    }

    async fn body(&mut self, head: &str, end: usize) -> Result<Vec<u8>> {
        let header = |name| headers(head, name).next();
        if header("transfer-encoding").is_some_and(|value| value.eq_ignore_ascii_case("chunked")) {
            return self.chunks(end).await;
        }
        let Some(length) = header("content-length") else {
            while self.stream.read_buf(&mut self.buffer).await? > 0 {}
            return Ok(self.buffer.drain(..).skip(end).collect());
        };
        let length: usize = length.parse().context("the answer has no length")?;
        self.fill(end + length).await?;
        let body = self.buffer[end..end + length].to_vec();
        self.buffer.drain(..end + length);
        Ok(body)
    }

    async fn chunks(&mut self, mut at: usize) -> Result<Vec<u8>> {
        let mut body = Vec::new();
        loop {
            let end = self.until(at, b"\r\n").await?;
            let line = std::str::from_utf8(&self.buffer[at..end - 2]).context("a chunk has no length")?;
            let digits = line.split(';').next().unwrap_or_default().trim();
            let length = usize::from_str_radix(digits, 16).with_context(|| format!("{line:?} is no chunk length"))?;
            self.fill(end + length + 2).await?;
            body.extend_from_slice(&self.buffer[end..end + length]);
            at = end + length + 2;
            if length == 0 {
                self.buffer.drain(..at);
                return Ok(body);
            }
        }
    }

    /// Reads until the mark stands somewhere after `from`; gives the place behind it.
    async fn until(&mut self, from: usize, mark: &[u8]) -> Result<usize> {
        let mut from = from;
        loop {
            if let Some(place) = self.buffer.get(from..).and_then(|rest| find(rest, mark)) {
                return Ok(from + place + mark.len());
            }
            from = from.max(self.buffer.len().saturating_sub(mark.len() - 1));
            self.more().await?;
        }
    }

    async fn fill(&mut self, length: usize) -> Result<()> {
        while self.buffer.len() < length {
            self.more().await?;
        }
        Ok(())
    }

    async fn more(&mut self) -> Result<()> {
        if self.buffer.capacity() == self.buffer.len() {
            self.buffer.reserve(32 * 1024);
        }
        if self.stream.read_buf(&mut self.buffer).await? == 0 {
            bail!("the server closed the connection in the middle of an answer");
        }
        Ok(())
    }
}

fn find(text: &[u8], mark: &[u8]) -> Option<usize> {
    text.windows(mark.len()).position(|window| window == mark)
}

fn headers<'a>(head: &'a str, name: &str) -> impl Iterator<Item = &'a str> {
    head.lines()
        .skip(1)
        .filter_map(|line| line.split_once(':'))
        .filter(move |(key, _)| key.eq_ignore_ascii_case(name))
        .map(|(_, value)| value.trim())
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::net::TcpListener;

    /// A server that sends these bytes, a piece at a time, after whatever it is asked.
    async fn answering(pieces: &'static [&'static str]) -> Result<SocketAddr> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.expect("a visitor");
            let mut asked = [0; 1024];
            let _ = stream.read(&mut asked).await;
            for piece in pieces {
                stream.write_all(piece.as_bytes()).await.expect("sent");
                stream.flush().await.expect("sent");
                tokio::time::sleep(std::time::Duration::from_millis(5)).await;
            }
        });
        Ok(address)
    }

    #[tokio::test]
    async fn chunks_are_joined_wherever_they_are_cut() -> Result<()> {
        let pieces = &[
            "HTTP/1.1 200 OK\r",
            "\nTransfer-Encoding: chunked\r\n\r\n3\r",
            "\nabc\r\nA;x=1\r\n01234",
            "56789\r\n0\r\n",
            "\r\n",
        ];
        let answer = get(answering(pieces).await?, "/", None).await?;
        assert_eq!((answer.status, answer.body.as_slice()), (200, b"abc0123456789".as_slice()));
        Ok(())
    }

    #[tokio::test]
    async fn a_cut_answer_is_an_error_and_a_404_is_not_good() -> Result<()> {
        let cut = answering(&["HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nabc"]).await?;
        assert!(get(cut, "/", None).await.is_err());
        let lost = answering(&["HTTP/1.1 404 Not Found\r\nContent-Length: 3\r\n\r\nabc"]).await?;
        let answer = get(lost, "/", None).await?;
        assert_eq!(answer.header("content-length"), Some("3"));
        assert!(answer.must_be_good("/").is_err());
        Ok(())
    }

    #[tokio::test]
    async fn no_body_follows_head_and_one_without_length_ends_with_the_connection() -> Result<()> {
        let head = answering(&["HTTP/1.1 200 OK\r\ncontent-length: 9\r\nconnection: close\r\n\r\n"]).await?;
        let answer = Connection::open(head).await?.ask(b"HEAD / HTTP/1.1\r\nhost: a\r\n\r\n").await?;
        assert!(answer.body.is_empty() && answer.closes());
        let ends = answering(&[
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 400 Bad Request\r\nset-cookie: a=1\r\n",
            "set-cookie: b=2\r\n\r\nno",
        ])
        .await?;
        let answer = get(ends, "/", None).await?;
        assert_eq!((answer.status, answer.text().as_str()), (400, "no"));
        assert_eq!(answer.headers("Set-Cookie").collect::<Vec<_>>(), ["a=1", "b=2"]);
        Ok(())
    }
}
