using System.Globalization;

namespace Cmr.Persistence.Presentations;

/// <summary>The wish to stop a presentation, as it travels between processes through the database's notifications.</summary>
/// <param name="RequestId">Names the wish; also the channel on which the answer is awaited.</param>
/// <param name="PresentationId">The presentation.</param>
internal readonly record struct PresentationCommand(Guid RequestId, Guid PresentationId)
{
    /// <summary>Every SIP node listens to it.</summary>
    public const string Channel = "cmr_control";

    /// <summary>Payload of the answer when the presentation was stopped.</summary>
    public const string Stopped = "stopped";

    /// <summary>Payload of the answer when it was over already.</summary>
    public const string Over = "over";

    private const string Stop = "stop";

    /// <summary>Channel of the answer; one each, so that nobody else is woken.</summary>
    public string AnswerChannel => string.Create(CultureInfo.InvariantCulture, $"{Channel}_{RequestId:N}");

    /// <summary>The payload.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Stop} {RequestId:N} {PresentationId:N}");

    /// <summary>Reads a payload.</summary>
    public static bool TryParse(string payload, out PresentationCommand command)
    {
        command = default;
        string[] parts = payload.Split(' ');
        if (parts.Length != 3 || parts[0] != Stop || !Guid.TryParseExact(parts[1], "N", out Guid request) || !Guid.TryParseExact(parts[2], "N", out Guid presentation))
            return false;
        command = new(request, presentation);
        return true;
    }
}
