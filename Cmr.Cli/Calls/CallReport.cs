using Cmr.Cli.Ladder;
using Cmr.Cli.Recording;

namespace Cmr.Cli.Calls;

/// <summary>Shows a test call: ladder on the console and as SVG, what the caller heard as WAV.</summary>
internal static class CallReport
{
    /// <returns>The files that were written.</returns>
    public static async Task<IReadOnlyList<string>> WriteAsync(
        TestCallResult call, TestCallPlan plan, string folder, string soundName, TimeProvider clock, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        Console.WriteLine();
        Console.Write(LadderText.Draw(call.Ladder));
        Console.WriteLine();
        string picture = Path.Combine(folder, "ladder.svg");
        await File.WriteAllTextAsync(picture, LadderSvg.Draw(call.Ladder, $"{plan.Caller} calls {plan.Called}"), cancellationToken);
        string text = Path.Combine(folder, "ladder.txt");
        await File.WriteAllTextAsync(text, LadderText.Draw(call.Ladder), cancellationToken);
        List<string> files = [text, picture];
        string sound = Path.Combine(folder, soundName);
        // the sound of an earlier call beside the ladder of this one would deceive
        File.Delete(sound);
        if (call.RingingAt is { } ringing)
        {
            await WaveFile.WriteAsync(sound, HeardAudio.Mix(call.Heard, ringing, clock), HeardAudio.SampleRate, cancellationToken);
            files.Insert(0, sound);
        }

        return files;
    }
}
