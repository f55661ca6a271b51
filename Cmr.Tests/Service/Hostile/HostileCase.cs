namespace Cmr.Tests.Service.Hostile;

/// <summary>One hostile request to the running service, and what it must get.</summary>
/// <param name="What">What is wrong with it.</param>
/// <param name="Path">The interface.</param>
/// <param name="Header">Header blocks; {A}, {B}, {operator} and {provider} stand for session keys.</param>
/// <param name="Body">The body element.</param>
/// <param name="Expected">A status code, or the code of a SOAP 1.1 fault.</param>
internal sealed record HostileCase(string What, string Path, string Header, string Body, string Expected)
{
    public override string ToString() => What;
}
