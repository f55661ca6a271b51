namespace Cmr.Soap.Envelope;

/// <summary>A write-only stream into a growing buffer that is kept for the next response.</summary>
internal sealed class PooledStream : Stream
{
    private const int InitialBytes = 2048;
    private const int KeptBytes = 64 * 1024;

    private byte[] _buffer = new byte[InitialBytes];
    private int _length;

    public ReadOnlyMemory<byte> Written => _buffer.AsMemory(0, _length);

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => _length;

    public override long Position { get => _length; set => throw new NotSupportedException(); }

    /// <summary>Forgets what was written; a buffer that grew large is given up.</summary>
    public void Clear()
    {
        _length = 0;
        if (_buffer.Length > KeptBytes) _buffer = new byte[InitialBytes];
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (_buffer.Length - _length < buffer.Length) Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + buffer.Length));
        buffer.CopyTo(_buffer.AsSpan(_length));
        _length += buffer.Length;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
