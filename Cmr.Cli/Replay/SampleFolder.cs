using System.Text.RegularExpressions;

namespace Cmr.Cli.Replay;

/// <summary>Finds scenarios and their steps by the names of folders and files. A file that no step reads is an error, so that nothing is left out in silence.</summary>
internal static partial class SampleFolder
{
    private const string Request = ".request.xml";
    private const string Response = ".response.xml";
    private const string Fault = ".fault.xml";
    private const string HttpRequest = ".http";
    private const string HttpExpectation = ".expect";
    private const string Description = "README.md";
    private const int MaxSteps = 10_000;

    /// <summary>The scenarios of a folder, of one scenario's folder, or of one step's scenario up to that step.</summary>
    /// <param name="path">A folder that holds scenarios, the folder of a scenario, or a file of a step.</param>
    /// <exception cref="BadSamplesException">There is nothing to replay, or a file is missing, misnamed or left over.</exception>
    public static IReadOnlyList<SampleScenario> Load(string path)
    {
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (File.Exists(full)) return [UpTo(full)];
        if (!Directory.Exists(full)) throw new BadSamplesException($"{path} does not exist");
        if (IsScenario(full)) return [LoadScenario(full)];
        SampleScenario[] scenarios = [.. Directory.EnumerateDirectories(full).Where(IsScenario).Order(StringComparer.Ordinal).Select(LoadScenario)];
        if (scenarios.Length == 0) throw new BadSamplesException($"{path} holds no scenario: folders named NNN-name with files named NNN-interface-Operation{Request}");
        int steps = scenarios.Sum(scenario => scenario.Steps.Count);
        return steps <= MaxSteps ? scenarios : throw new BadSamplesException($"{path} holds {steps} steps; at most {MaxSteps} are replayed at once");
    }

    private static bool IsScenario(string folder) => NumberedName().IsMatch(Path.GetFileName(folder));

    private static SampleScenario UpTo(string file)
    {
        SampleScenario whole = LoadScenario(Path.GetDirectoryName(file)!); // a file has a folder
        int last = whole.Steps.ToList().FindIndex(step => step.RequestFile == file || step.ExpectedFile == file);
        return last >= 0 ? whole with { Steps = [.. whole.Steps.Take(last + 1)] } : throw new BadSamplesException($"{file} is no file of a step");
    }

    private static SampleScenario LoadScenario(string folder)
    {
        HashSet<string> files = [.. Directory.EnumerateFiles(folder).Where(file => Path.GetFileName(file) is not Description and not ['.', ..])];
        var unread = new HashSet<string>(files);
        List<SampleStep> steps = [];
        foreach (string file in files.Where(file => file.EndsWith(Request, StringComparison.Ordinal) || file.EndsWith(HttpRequest, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            SampleStep step = file.EndsWith(HttpRequest, StringComparison.Ordinal) ? HttpStep(file, files) : SoapStep(file, files);
            unread.Remove(step.RequestFile);
            unread.Remove(step.ExpectedFile);
            steps.Add(step);
        }

        if (unread.Count > 0) throw new BadSamplesException($"{unread.Order(StringComparer.Ordinal).First()} belongs to no step: its request is missing or its name is not NNN-interface-Operation[.case]");
        if (steps.Count == 0) throw new BadSamplesException($"{folder} holds no step");
        if (steps.GroupBy(step => step.Name).FirstOrDefault(same => same.Count() > 1) is { } twice) throw new BadSamplesException($"{folder} has two steps named {twice.Key}");
        return new SampleScenario(Path.GetFileName(folder), folder, steps);
    }

    private static SampleStep SoapStep(string file, HashSet<string> files)
    {
        string stem = file[..^Request.Length];
        Match name = SoapName().Match(Path.GetFileName(stem));
        if (!name.Success) throw new BadSamplesException($"{file} is not named NNN-interface-Operation[.case]{Request}, for instance 010-cmr1-OpenSession{Request}");
        bool hasResponse = files.Contains(stem + Response), hasFault = files.Contains(stem + Fault);
        if (hasResponse == hasFault) throw new BadSamplesException($"{file} needs one of {Path.GetFileName(stem)}{Response} and {Path.GetFileName(stem)}{Fault}");
        return new SampleStep(
            Path.GetFileName(stem),
            hasFault ? StepKind.Fault : StepKind.Response,
            name.Groups["interface"].Value,
            name.Groups["operation"].Value,
            name.Groups["case"].Value,
            file,
            stem + (hasFault ? Fault : Response));
    }

    private static SampleStep HttpStep(string file, HashSet<string> files)
    {
        string stem = file[..^HttpRequest.Length];
        if (!NumberedName().IsMatch(Path.GetFileName(stem))) throw new BadSamplesException($"{file} is not named NNN-name{HttpRequest}");
        if (!files.Contains(stem + HttpExpectation)) throw new BadSamplesException($"{file} needs {Path.GetFileName(stem)}{HttpExpectation}");
        return new SampleStep(Path.GetFileName(stem), StepKind.Http, "", "", "", file, stem + HttpExpectation);
    }

    [GeneratedRegex("^[0-9]{3}-[A-Za-z0-9.-]+$")]
    private static partial Regex NumberedName();

    [GeneratedRegex("^[0-9]{3}-(?<interface>cmr[0-9])-(?<operation>[A-Z][A-Za-z0-9]*)(\\.(?<case>[a-z0-9-]+))?$")]
    private static partial Regex SoapName();
}
