//! A small server of HTTP/1.1: requests with a body of known length, one answer each, connections that are kept.
//!
//! Responsible for the framing and for limits, so that a client that is slow, silent or endless costs one thread
//! for a while and nothing more. What is answered is left to the caller, and how much of a body it takes in; TLS, to a
//! server in front.

use std::io::{self, BufRead as _, BufReader, Read, Take, Write as _};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

/// A head of a request is refused where it is longer, in bytes.
const HEAD_BYTES_MAX: usize = 16 << 10;

/// A head of a request is refused where it has more lines.
const HEADERS_MAX: usize = 64;

/// So many connections are served at once. Further ones are closed.
const CONNECTIONS_MAX: usize = 64;

/// So long nothing may come, or go.
const SILENCE_MAX: Duration = Duration::from_secs(20);

/// So long, and so many bytes, a client that was refused may go on to send.
const DRAIN_TIME: Duration = Duration::from_secs(2);
const DRAIN_BYTES_MAX: u64 = 4 << 20;

/// So many requests are answered in one connection, so that a slow one ends.
const REQUESTS_MAX: usize = 1000;

/// What was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Request {
    pub(super) method: String,
    /// Without what follows a question mark.
    pub(super) path: String,
    /// How the body is encoded, in lower case; empty where it is as it is.
    pub(super) encoding: String,
}

/// What comes with a request; it ends where the request said.
pub(super) struct Body<'c>(Take<&'c mut dyn Read>);

/// What is answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) content_type: &'static str,
    pub(super) body: Vec<u8>,
}

impl Answer {
    /// A status with its reason as text.
    pub(super) fn told(status: u16, reason: &str) -> Self {
        Self {
            status,
            content_type: "text/plain; charset=utf-8",
            body: format!("{reason}\n").into_bytes(),
        }
    }
}

/// Why a request cannot be read.
#[derive(Debug)]
enum Fault {
    /// The client has gone, or says nothing.
    Gone,
    /// It gets this answer, and the connection ends.
    Refused(Answer),
}

impl Body<'_> {
    /// All of it, where it is no longer than so many bytes.
    ///
    /// # Errors
    ///
    /// The answer to a longer one; none where the client has gone before its end.
    pub(super) fn whole(&mut self, bytes_max: usize) -> Result<Vec<u8>, Option<Answer>> {
        if self.0.limit() > u64::try_from(bytes_max).unwrap_or(u64::MAX) {
            return Err(Some(Answer::told(413, "the body is too long")));
        }
        // The length was promised by a stranger: memory is taken as the bytes come.
        let mut bytes = Vec::new();
        let read = self.0.read_to_end(&mut bytes);
        if read.is_err() || self.0.limit() > 0 {
            return Err(None);
        }
        Ok(bytes)
    }
}

impl Read for Body<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.0.read(into)?;
        if count == 0 && !into.is_empty() && self.0.limit() > 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        Ok(count)
    }
}

/// Serves until the listener fails. What answers gives nothing where the client has gone.
///
/// # Errors
///
/// What the system says of the listener.
pub(super) fn serve(
    listener: &TcpListener,
    answer: &(impl Fn(&Request, &mut Body<'_>) -> Option<Answer> + Sync),
) -> io::Result<()> {
    let open = AtomicUsize::new(0);
    thread::scope(|scope| {
        for connection in listener.incoming() {
            let connection = match connection {
                Ok(connection) => connection,
                Err(error) if is_of_one_connection(&error) => continue,
                Err(error) => return Err(error),
            };
            if open.fetch_add(1, Ordering::SeqCst) >= CONNECTIONS_MAX {
                open.fetch_sub(1, Ordering::SeqCst);
                continue;
            }
            let open = &open;
            scope.spawn(move || {
                // Whoever has gone needs no answer.
                let _ = converse(&connection, answer);
                open.fetch_sub(1, Ordering::SeqCst);
            });
        }
        Ok(())
    })
}

/// Whether the next connection can be taken all the same.
fn is_of_one_connection(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::ConnectionAborted
            | io::ErrorKind::ConnectionReset
            | io::ErrorKind::Interrupted
            | io::ErrorKind::TimedOut
    )
}

/// Answers the requests of one connection.
fn converse(
    connection: &TcpStream,
    answer: &impl Fn(&Request, &mut Body<'_>) -> Option<Answer>,
) -> io::Result<()> {
    connection.set_read_timeout(Some(SILENCE_MAX))?;
    connection.set_write_timeout(Some(SILENCE_MAX))?;
    connection.set_nodelay(true)?;
    let mut reader = BufReader::new(connection);
    for _ in 0..REQUESTS_MAX {
        match read(&mut reader) {
            Ok((request, length, is_kept)) => {
                let all: &mut dyn Read = &mut reader;
                let mut body = Body(all.take(length));
                let Some(answer) = answer(&request, &mut body) else {
                    return Ok(());
                };
                let is_read = body.0.limit() == 0;
                let is_kept = is_kept && is_read;
                write(connection, &answer, is_kept, request.method == "HEAD")?;
                if !is_read {
                    return drain(connection);
                }
                if !is_kept {
                    return Ok(());
                }
            }
            Err(Fault::Gone) => return Ok(()),
            Err(Fault::Refused(answer)) => {
                write(connection, &answer, false, false)?;
                return drain(connection);
            }
        }
    }
    Ok(())
}

/// Takes what a refused client goes on to send, for a while: a connection that ends with bytes unread ends with
/// a reset, and the client may never see why.
fn drain(connection: &TcpStream) -> io::Result<()> {
    connection.shutdown(Shutdown::Write)?;
    connection.set_read_timeout(Some(DRAIN_TIME))?;
    io::copy(&mut connection.take(DRAIN_BYTES_MAX), &mut io::sink())?;
    Ok(())
}

/// Reads a request up to its body, the length of that, and whether the connection is kept after it.
fn read(reader: &mut BufReader<&TcpStream>) -> Result<(Request, u64, bool), Fault> {
    let head = read_head(reader)?;
    let mut headers = [httparse::EMPTY_HEADER; HEADERS_MAX];
    let mut parsed = httparse::Request::new(&mut headers);
    let refused = |status, reason: &str| Fault::Refused(Answer::told(status, reason));
    if !parsed.parse(&head).is_ok_and(|state| state.is_complete()) {
        return Err(refused(400, "this is no request of HTTP/1.1"));
    }
    let header = |name: &str| {
        let found = parsed
            .headers
            .iter()
            .filter(|one| one.name.eq_ignore_ascii_case(name));
        let values: Vec<String> = found
            .map(|one| {
                String::from_utf8_lossy(one.value)
                    .trim()
                    .to_ascii_lowercase()
            })
            .collect();
        values
    };
    if !header("transfer-encoding").is_empty() {
        return Err(refused(411, "send the body with its length"));
    }
    let length = match header("content-length").as_slice() {
        [] => 0,
        [length] if length.bytes().all(|byte| byte.is_ascii_digit()) => {
            length.parse().unwrap_or(u64::MAX)
        }
        _ => return Err(refused(400, "the length of the body is no number")),
    };
    if header("expect").iter().any(|value| value == "100-continue") {
        let connection = *reader.get_ref();
        send(connection, b"HTTP/1.1 100 Continue\r\n\r\n").map_err(|_| Fault::Gone)?;
    }
    let is_closing = header("connection").iter().any(|value| value == "close");
    let is_kept = parsed.version == Some(1) && !is_closing;
    let target = parsed.path.unwrap_or_default();
    let path = target.split('?').next().unwrap_or_default().to_owned();
    let method = parsed.method.unwrap_or_default().to_owned();
    let encoding = header("content-encoding").join(",");
    let request = Request {
        method,
        path,
        encoding,
    };
    Ok((request, length, is_kept))
}

/// Reads up to the empty line that ends a head, and no further.
fn read_head(reader: &mut BufReader<&TcpStream>) -> Result<Vec<u8>, Fault> {
    let mut head = Vec::new();
    loop {
        let left = HEAD_BYTES_MAX.saturating_sub(head.len());
        let limit = u64::try_from(left).unwrap_or(u64::MAX);
        let before = head.len();
        let read = reader.by_ref().take(limit).read_until(b'\n', &mut head);
        if read.is_err() || head.is_empty() {
            return Err(Fault::Gone);
        }
        let line = head.get(before..).unwrap_or_default();
        if !line.ends_with(b"\n") {
            let is_long = head.len() >= HEAD_BYTES_MAX;
            let refusal = Fault::Refused(Answer::told(431, "the head of the request is too long"));
            return Err(if is_long { refusal } else { Fault::Gone });
        }
        let is_blank = line == b"\r\n" || line == b"\n";
        if is_blank && before > 0 {
            return Ok(head);
        }
    }
}

fn write(connection: &TcpStream, answer: &Answer, is_kept: bool, is_head: bool) -> io::Result<()> {
    let mut bytes = format!(
        "HTTP/1.1 {} {}\r\nContent-Type: {}\r\nContent-Length: {}\r\nConnection: {}\r\n\r\n",
        answer.status,
        phrase(answer.status),
        answer.content_type,
        answer.body.len(),
        if is_kept { "keep-alive" } else { "close" },
    )
    .into_bytes();
    if !is_head {
        bytes.extend(&answer.body);
    }
    send(connection, &bytes)
}

fn send(mut connection: &TcpStream, bytes: &[u8]) -> io::Result<()> {
    connection.write_all(bytes)?;
    connection.flush()
}

fn phrase(status: u16) -> &'static str {
    match status {
        200 => "OK",
        202 => "Accepted",
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        409 => "Conflict",
        411 => "Length Required",
        413 => "Content Too Large",
        415 => "Unsupported Media Type",
        422 => "Unprocessable Content",
        431 => "Request Header Fields Too Large",
        _ => "Internal Server Error",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a server that answers with the request's parts sends back, until it closes the connection.
    fn check(sent: &[u8], expect: &str) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let client = thread::spawn({
            let sent = sent.to_vec();
            move || {
                let mut stream = TcpStream::connect(address).unwrap();
                stream.write_all(&sent).unwrap();
                stream.shutdown(Shutdown::Write).unwrap();
                let mut found = String::new();
                stream.read_to_string(&mut found).unwrap();
                found
            }
        });
        let (connection, _) = listener.accept().unwrap();
        let told = |request: &Request, body: &mut Body<'_>| {
            let body = match body.whole(10) {
                Ok(body) => body,
                Err(refusal) => return refusal,
            };
            let body = String::from_utf8_lossy(&body);
            let told = format!("{} {} {body}", request.method, request.path);
            Some(Answer::told(200, &told))
        };
        let _ = converse(&connection, &told);
        drop(connection);
        let found = client.join().unwrap();
        let short: Vec<String> = found
            .split("HTTP/1.1 ")
            .skip(1)
            .map(|one| {
                let body = one.split("\r\n\r\n").nth(1).unwrap_or_default();
                format!("{} {}", one.get(..3).unwrap_or_default(), body.trim_end())
            })
            .collect();
        assert_eq!(short.join("; "), expect);
    }

    #[test]
    fn requests_follow_each_other() {
        check(
            b"POST /a?b HTTP/1.1\r\nContent-Length: 3\r\n\r\nabcGET /d HTTP/1.1\r\n\r\n",
            "200 POST /a abc; 200 GET /d",
        );
        check(
            b"GET /a HTTP/1.1\r\nConnection: close\r\n\r\nGET /b HTTP/1.1\r\n\r\n",
            "200 GET /a",
        );
        check(
            b"GET /a HTTP/1.0\r\n\r\nGET /b HTTP/1.0\r\n\r\n",
            "200 GET /a",
        );
    }

    #[test]
    fn what_is_no_request_is_refused() {
        check(b"", "");
        check(b"GET /a HTTP/1.1\r\nHost", "");
        check(b"what\r\n\r\n", "400 this is no request of HTTP/1.1");
        check(
            b"POST / HTTP/1.1\r\nContent-Length: 11\r\n\r\n12345678901",
            "413 the body is too long",
        );
        check(
            b"POST / HTTP/1.1\r\nContent-Length: 99999999999999999999999\r\n\r\n",
            "413 the body is too long",
        );
        check(
            b"POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
            "400 the length of the body is no number",
        );
        check(
            b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n",
            "411 send the body with its length",
        );
        // The body ends before it should.
        check(b"POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nab", "");
        let long = [b"GET / HTTP/1.1\r\nA: ".as_slice(), &[b'a'; HEAD_BYTES_MAX]].concat();
        check(&long, "431 the head of the request is too long");
    }
}
