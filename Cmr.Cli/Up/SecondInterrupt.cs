using System.Runtime.InteropServices;

namespace Cmr.Cli.Up;

/// <summary>Counts Ctrl-C: the first one asks to drain, the second one not to wait for it.</summary>
internal sealed class SecondInterrupt : IDisposable
{
    private readonly CancellationTokenSource _second = new();
    private readonly PosixSignalRegistration _registration;
    private int _count;

    public SecondInterrupt() => _registration = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
    {
        signal.Cancel = true;
        if (Interlocked.Increment(ref _count) == 2) _second.Cancel();
    });

    public CancellationToken Token => _second.Token;

    public void Dispose()
    {
        _registration.Dispose();
        _second.Dispose();
    }
}
