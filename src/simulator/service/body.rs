//! Bodies that misbehave: too long, or never finished.

use std::collections::VecDeque;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll};

use bytes::Bytes;
use hyper::body::{Body, Frame, SizeHint};

/// How a body ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Properly,
    /// The connection breaks with this many bytes still promised.
    Missing(u64),
}

/// A body in pieces that counts what it handed over.
pub struct Delivery {
    pieces: VecDeque<Bytes>,
    announced: bool,
    end: End,
    sent: Arc<AtomicU64>,
}

impl Delivery {
    /// The whole body, its length announced.
    pub fn whole(body: Vec<u8>, sent: &Arc<AtomicU64>) -> Self {
        Self { pieces: VecDeque::from([body.into()]), announced: true, end: End::Properly, sent: Arc::clone(sent) }
    }

    /// The first half of the body; then the connection breaks.
    pub fn half(mut body: Vec<u8>, sent: &Arc<AtomicU64>) -> Self {
        let missing = body.len() - body.len() / 2;
        body.truncate(body.len() / 2);
        // The empty piece gives the first one time to leave.
        let pieces = VecDeque::from([body.into(), Bytes::new()]);
        Self { pieces, announced: true, end: End::Missing(missing as u64), sent: Arc::clone(sent) }
    }

    /// Spaces, which JSON allows, in pieces of 64 KiB and of a length that was not announced.
    pub fn endless(length: usize, sent: &Arc<AtomicU64>) -> Self {
        let piece = Bytes::from(vec![b' '; 64 * 1024]);
        let pieces = std::iter::repeat_n(piece, length.div_ceil(64 * 1024)).collect();
        Self { pieces, announced: false, end: End::Properly, sent: Arc::clone(sent) }
    }

    fn remaining(&self) -> u64 {
        self.pieces.iter().map(|piece| piece.len() as u64).sum()
    }
}

impl Body for Delivery {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        match (self.pieces.pop_front(), self.end) {
            (Some(piece), _) if piece.is_empty() => {
                context.waker().wake_by_ref();
                Poll::Pending
            }
            (Some(piece), _) => {
                self.sent.fetch_add(piece.len() as u64, Ordering::Relaxed);
                Poll::Ready(Some(Ok(Frame::data(piece))))
            }
            (None, End::Properly) => Poll::Ready(None),
            (None, End::Missing(_)) => Poll::Ready(Some(Err(io::ErrorKind::ConnectionAborted.into()))),
        }
    }

    fn is_end_stream(&self) -> bool {
        self.pieces.is_empty() && self.end == End::Properly
    }

    fn size_hint(&self) -> SizeHint {
        match self.end {
            _ if !self.announced => SizeHint::default(),
            End::Properly => SizeHint::with_exact(self.remaining()),
            End::Missing(missing) => SizeHint::with_exact(self.remaining() + missing),
        }
    }
}
