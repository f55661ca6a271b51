using Cmr.Cli.Instance;

namespace Cmr.Cli.Replay;

/// <summary>What is replayed against.</summary>
/// <param name="BaseAddress">The ports are below it: <c>/cmr1</c> and so on.</param>
/// <param name="Credentials">What the samples' <c>operator.*</c> stand for; <see langword="null"/> when not known.</param>
internal sealed record ReplayTarget(Uri BaseAddress, OperatorCredentials? Credentials)
{
    /// <summary>Address of a port, or of any path below the base; an absolute address stays as it is.</summary>
    /// <exception cref="BadSamplesException">It is no address.</exception>
    public Uri AddressOf(string target)
    {
        string address = target.Contains("://", StringComparison.Ordinal) ? target : BaseAddress.AbsoluteUri.TrimEnd('/') + "/" + target.TrimStart('/');
        bool isHttp = Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https";
        return isHttp ? uri! : throw new BadSamplesException($"'{target}' is no address that can be asked over HTTP"); // set when it is
    }
}
