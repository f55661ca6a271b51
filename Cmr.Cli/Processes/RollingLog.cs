namespace Cmr.Cli.Processes;

/// <summary>A log file that starts over at a size, keeping one older file beside it (<c>name.log.1</c>).</summary>
internal sealed class RollingLog(string path, long maxOctets = 20 * 1024 * 1024) : IDisposable
{
    private readonly Lock _gate = new();
    private StreamWriter? _writer;

    public string Path => path;

    public void WriteLine(string line)
    {
        lock (_gate)
        {
            if (_writer is { } open && open.BaseStream.Length > maxOctets) Roll();
            _writer ??= new StreamWriter(new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite)) { AutoFlush = true };
            _writer.WriteLine(line);
        }
    }

    /// <summary>The last lines, for an error message.</summary>
    public string Tail(int lines)
    {
        lock (_gate)
        {
            if (!File.Exists(path)) return "";
            using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
            var last = new Queue<string>();
            while (reader.ReadLine() is { } line)
            {
                last.Enqueue(line);
                if (last.Count > lines) last.Dequeue();
            }

            return string.Join('\n', last);
        }
    }

    public void Dispose()
    {
        lock (_gate) _writer?.Dispose();
    }

    private void Roll()
    {
        _writer?.Dispose();
        _writer = null;
        File.Move(path, path + ".1", overwrite: true);
    }
}
