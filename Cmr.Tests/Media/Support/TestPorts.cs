using Cmr.Media.Ports;
using Microsoft.Extensions.Options;

namespace Cmr.Tests.Media.Support;

/// <summary>Port ranges of the media tests, one a class, so that classes may run side by side.</summary>
internal static class TestPorts
{
    public static PortAllocator Range(int first, int last) => new(Options.Create(new PortOptions { RtpAddress = "127.0.0.1", RtpPortMin = first, RtpPortMax = last }));
}
