//! Just enough HTTP/1.1 to load a server on this machine: one keep-alive connection, lengths and chunks, no redirects.
//! Small on purpose, so that the measuring costs little beside what is measured.

use std::net::SocketAddr;

use anyhow::{Context, Result, bail};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// An answer, read to its end.
pub(super) struct Answer {
    pub(super) status: u16,
    head: String,
    pub(super) body: Vec<u8>,
}

impl Answer {
    /// A header's value.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        header(&self.head, name)
    }

    /// Refuses anything but 200, so that no error page is measured by mistake.
    pub(super) fn must_be_good(&self, path: &str) -> Result<()> {
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
pub(super) async fn get(address: SocketAddr, path: &str, encoding: Option<&str>) -> Result<Answer> {
    Connection::open(address).await?.get(&request(address, path, encoding)).await
}

/// The bytes of a request.
pub(super) fn request(address: SocketAddr, path: &str, encoding: Option<&str>) -> Vec<u8> {
    let encoding = encoding.map(|name| format!("accept-encoding: {name}\r\n")).unwrap_or_default();
    format!("GET {path} HTTP/1.1\r\nhost: {address}\r\naccept: text/html,*/*\r\naccept-language: en\r\n{encoding}\r\n")
        .into_bytes()
}

/// A connection that is kept open from answer to answer.
pub(super) struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
}

impl Connection {
    /// Connects.
    pub(super) async fn open(address: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect(address).await.with_context(|| format!("nobody answers at {address}"))?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, buffer: Vec::with_capacity(64 * 1024) })
    }

    /// Sends a request and reads the whole answer.
    pub(super) async fn get(&mut self, request: &[u8]) -> Result<Answer> {
        self.stream.write_all(request).await.context("the server closed the connection")?;
        let end = self.until(0, b"\r\n\r\n").await?;
        let head = String::from_utf8_lossy(&self.buffer[..end]).into_owned();
        let status = head.split(' ').nth(1).and_then(|word| word.parse().ok()).context("the answer has no status")?;
        let chunked = header(&head, "transfer-encoding").is_some_and(|value| value.eq_ignore_ascii_case("chunked"));
        let body = if chunked {
            self.chunks(end).await?
        } else {
            let length = header(&head, "content-length").and_then(|value| value.parse().ok()).unwrap_or(0);
            self.fill(end + length).await?;
            let body = self.buffer[end..end + length].to_vec();
            self.buffer.drain(..end + length);
            body
        };
        Ok(Answer { status, head, body })
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
        if self.stream.read_buf(&mut self.buffer).await? == 0 {
            bail!("the server closed the connection in the middle of an answer");
        }
        Ok(())
    }
}

fn find(text: &[u8], mark: &[u8]) -> Option<usize> {
    text.windows(mark.len()).position(|window| window == mark)
}

fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    head.lines()
        .skip(1)
        .filter_map(|line| line.split_once(':'))
        .find(|(key, _)| key.eq_ignore_ascii_case(name))
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

    fn block_on<T>(work: impl Future<Output = T>) -> T {
        crate::runtime().expect("a runtime").block_on(work)
    }

    #[test]
    fn chunks_are_joined_wherever_they_are_cut() -> Result<()> {
        block_on(async {
            let pieces = [
                "HTTP/1.1 200 OK\r",
                "\nTransfer-Encoding: chunked\r\n\r\n3\r",
                "\nabc\r\nA;x=1\r\n01234",
                "56789\r\n0\r\n",
                "\r\n",
            ];
            let address = answering(Box::leak(Box::new(pieces))).await?;
            let answer = get(address, "/", None).await?;
            assert_eq!((answer.status, answer.body.as_slice()), (200, b"abc0123456789".as_slice()));
            Ok(())
        })
    }

    #[test]
    fn a_cut_answer_is_an_error_and_a_404_is_not_good() -> Result<()> {
        block_on(async {
            let cut = answering(&["HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nabc"]).await?;
            assert!(get(cut, "/", None).await.is_err());
            let lost = answering(&["HTTP/1.1 404 Not Found\r\nContent-Length: 3\r\n\r\nabc"]).await?;
            let answer = get(lost, "/", None).await?;
            assert_eq!(answer.header("content-length"), Some("3"));
            assert!(answer.must_be_good("/").is_err());
            Ok(())
        })
    }
}
