namespace Cmr.Tests.Soap;

/// <summary>What the test operation understood of its request.</summary>
internal sealed record EchoInput(string Text);
