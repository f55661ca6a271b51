namespace Cmr.Service.Hosting;

/// <summary>Tells requests which listener they came in by; set on the connection, so no header can feign it.</summary>
/// <param name="IsHealth">The loopback listener for health and metrics.</param>
internal sealed record ListenerRole(bool IsHealth);
