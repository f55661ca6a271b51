namespace Cmr.Cli.Instance;

/// <summary>Held by the <c>up</c> that runs an instance; the operating system lets go of it when that process dies, however it dies.</summary>
internal sealed class InstanceLock : IDisposable
{
    private readonly FileStream _file;

    private InstanceLock(FileStream file) => _file = file;

    /// <returns><see langword="null"/> when another process holds it.</returns>
    public static InstanceLock? TryTake(InstanceFolder folder)
    {
        try
        {
            return new InstanceLock(new FileStream(folder.LockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            return null;
        }
    }

    public void Dispose() => _file.Dispose();
}
