//! The two servers under load, each a process of its own that ends with this one.

use std::fs;
use std::io::{BufRead, BufReader};
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use wire::client;

/// How long a server has to load the demo library and answer.
const START: Duration = Duration::from_secs(30);

/// A running server.
pub(super) struct Server {
    child: Child,
    pub(super) address: SocketAddr,
}

impl Server {
    /// The release server with a fresh demo library.
    pub(super) async fn sanad(program: &Path, work: &Path) -> Result<Self> {
        let data = work.join("data");
        if data.exists() {
            fs::remove_dir_all(&data).with_context(|| format!("cannot empty {}", data.display()))?;
        }
        fs::create_dir_all(&data).with_context(|| format!("cannot make {}", data.display()))?;
        let address = free_address()?;
        let log = fs::File::create(work.join("server.log")).context("cannot write the server's log")?;
        let child = Command::new(program)
            .args(["serve", "--demo", "--data"])
            .arg(&data)
            .args(["--listen", &address.to_string()])
            .stdout(log.try_clone()?)
            .stderr(log)
            .spawn()
            .context("could not start the release server")?;
        let mut server = Self { child, address };
        let begun = Instant::now();
        loop {
            if client::get(address, "/", None).await.is_ok_and(|answer| answer.status == 200) {
                return Ok(server);
            }
            if let Some(status) = server.child.try_wait()? {
                bail!("the server ended ({status}); see server.log in target/bench");
            }
            if begun.elapsed() > START {
                bail!("the server does not answer at {address}; see server.log in target/bench");
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// The bare handler, in this program's second role.
    pub(super) async fn bare(page: &Path) -> Result<Self> {
        let mut child = Command::new(std::env::current_exe()?)
            .arg("bare")
            .arg(page)
            .stdout(Stdio::piped())
            .spawn()
            .context("could not start the bare handler")?;
        let output = child.stdout.take().context("the bare handler prints nothing")?;
        let mut line = String::new();
        BufReader::new(output).read_line(&mut line)?;
        let address = line.trim().parse().context("the bare handler did not say where it listens")?;
        let server = Self { child, address };
        client::get(address, "/", None).await?.must_be_good("/")?;
        Ok(server)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn free_address() -> Result<SocketAddr> {
    TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).context("no free port")
}
