using Cmr.Cli.Instance;

namespace Cmr.Cli.Up;

/// <summary>What <c>up</c> was asked for.</summary>
/// <param name="Folder">Where the instance keeps its data.</param>
/// <param name="Ports">Its ports.</param>
/// <param name="OutboundProxy">Next hop of every call, <c>host:port</c>; <see langword="null"/>: the Request-URI itself.</param>
/// <param name="Hurry">Cancelled when draining shall not be waited for.</param>
internal sealed record UpOptions(InstanceFolder Folder, PortPlan Ports, string? OutboundProxy, CancellationToken Hurry);
