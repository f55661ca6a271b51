using Cmr.Cli.Instance;

namespace Cmr.Cli.Up;

/// <summary>First-run sample content.</summary>
internal static class SampleContent
{
    public static Task EnsureAsync(InstanceFolder folder, InstanceState state, IProgressView progress, CancellationToken cancellationToken) => Task.CompletedTask;
}
