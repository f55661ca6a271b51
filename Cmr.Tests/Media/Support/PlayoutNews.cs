using Cmr.Media.Playout;

namespace Cmr.Tests.Media.Support;

/// <summary>Writes down what a pump tells.</summary>
internal sealed class PlayoutNews : IPlayoutListener
{
    public List<string> Lines { get; } = [];

    public void Started(RtpStream stream, long commandId) => Lines.Add($"started {commandId}");

    public void Ended(RtpStream stream, long? commandId) => Lines.Add($"ended {commandId?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "by itself"}");

    public void Broken(RtpStream stream, int error) => Lines.Add($"broken {error}");

    public void TimedOut(RtpStream stream) => Lines.Add("timed out");
}
