using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Cmr.Media.Ingest;

/// <summary>Probes and renders with ffmpeg, which is given nothing but one local file, one demuxer and a few decoders.</summary>
internal sealed class Ffmpeg(IOptions<IngestOptions> options, TimeProvider clock)
{
    /// <summary>Said when it is not there.</summary>
    public const string Missing = "ffmpeg or ffprobe is not installed on the media worker; on Debian: apt-get install ffmpeg";

    /// <summary>Tells whether both programs are on the path.</summary>
    public bool IsInstalled => Exists(options.Value.FfmpegPath) && Exists(options.Value.FfprobePath);

    /// <summary>Finds out whether a file holds sound, and for how long it says to play.</summary>
    /// <returns>The playing time that the file states; zero when it states none.</returns>
    public async Task<IngestStep<TimeSpan>> ProbeAsync(string path, AudioFormat format, CancellationToken cancellationToken)
    {
        ChildResult result = await ChildProcess.RunAsync(
            options.Value.FfprobePath,
            ["-hide_banner", "-v", "error", .. Input(format), "-show_entries", "format=duration:stream=codec_type:stream_disposition=attached_pic", "-of", "json", "-i", $"file:{path}"],
            options.Value.ProcessTimeout,
            clock,
            cancellationToken);
        return result.Outcome is ChildOutcome.Succeeded ? ReadProbe(result.Output) : Explain(result, path);
    }

    /// <summary>Renders both encodings, mono at 8 kHz; loudness is left as it is.</summary>
    /// <returns>True.</returns>
    public async Task<IngestStep<bool>> RenderAsync(UploadWorkspace workspace, AudioFormat format, CancellationToken cancellationToken)
    {
        // A second more than allowed, so that what is too long shows
        string limit = (options.Value.MaxDuration.TotalSeconds + 1).ToString("0.###", CultureInfo.InvariantCulture);
        string[] sound = ["-map", "0:a:0", "-ac", "1", "-ar", "8000", "-t", limit];
        ChildResult result = await ChildProcess.RunAsync(
            options.Value.FfmpegPath,
            [
                "-hide_banner", "-nostdin", "-v", "error", "-threads", "1", .. Input(format), "-i", $"file:{workspace.Original}",
                .. sound, "-f", "mulaw", $"file:{workspace.Pcmu}", .. sound, "-f", "alaw", $"file:{workspace.Pcma}",
            ],
            options.Value.ProcessTimeout,
            clock,
            cancellationToken);
        return result.Outcome is ChildOutcome.Succeeded ? true : Explain(result, workspace.Original);
    }

    private static string[] Input(AudioFormat format) =>
        ["-max_alloc", "268435456", "-protocol_whitelist", "file,pipe", "-codec_whitelist", format.Decoders, "-f", format.Demuxer];

    private static IngestStep<TimeSpan> ReadProbe(string json)
    {
        using var document = JsonDocument.Parse(json);
        JsonElement[] streams = document.RootElement.TryGetProperty("streams", out JsonElement list) ? [.. list.EnumerateArray()] : [];
        if (streams.Any(stream => IsKind(stream, "video") && !IsCover(stream)))
        {
            return (UploadProblem.UnsupportedType, "The file holds a moving picture; only sound is taken");
        }

        if (!streams.Any(stream => IsKind(stream, "audio")))
        {
            return (UploadProblem.Unreadable, "The file holds no sound");
        }

        bool stated = document.RootElement.TryGetProperty("format", out JsonElement whole)
            && whole.TryGetProperty("duration", out JsonElement duration)
            && double.TryParse(duration.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds)
            && seconds is > 0 and < 1e9;
        return stated ? TimeSpan.FromSeconds(double.Parse(whole.GetProperty("duration").GetString()!, CultureInfo.InvariantCulture)) : TimeSpan.Zero;
    }

    private static bool IsKind(JsonElement stream, string kind) => stream.TryGetProperty("codec_type", out JsonElement type) && type.GetString() == kind;

    private static bool IsCover(JsonElement stream) =>
        stream.TryGetProperty("disposition", out JsonElement disposition) && disposition.TryGetProperty("attached_pic", out JsonElement cover) && cover.GetInt32() == 1;

    private static (UploadProblem Problem, string Reason) Explain(ChildResult result, string path) => result switch
    {
        { Outcome: ChildOutcome.NotFound } => (UploadProblem.RendererMissing, Missing),
        { Outcome: ChildOutcome.TimedOut } => (UploadProblem.TooSlow, "Reading the file took too long"),
        { Errors: var errors } when errors.Contains("No space left on device", StringComparison.Ordinal) => (UploadProblem.StorageFull, "The media worker's disk is full"),
        { Errors: var errors } when errors.Contains("not on whitelist", StringComparison.Ordinal) => (UploadProblem.UnsupportedType, "The file is coded in a way that is not taken"),
        _ => (UploadProblem.Unreadable, $"The file cannot be read: {result.LastError.Replace($"file:{path}", "the file", StringComparison.Ordinal)}"),
    };

    private static bool Exists(string program) =>
        program.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? File.Exists(program)
            : (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
}
