using Microsoft.AspNetCore.Http;

namespace Cmr.Soap.Hosting;

/// <summary>Who sent a request.</summary>
internal static class PeerOfRequest
{
    /// <summary>Its address, for logs.</summary>
    public static string Peer(this HttpContext http) => http.Connection.RemoteIpAddress?.ToString() ?? "unknown";
}
