using Cmr.Protocols.Sip.Authentication;
using Microsoft.Extensions.Options;

namespace Cmr.Sip.Trust;

/// <summary>Reads the file of users, and again when it changes. A file that cannot be used leaves the users as they were.</summary>
internal sealed class SipUsersFile : BackgroundService
{
    private const UnixFileMode OthersToo = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(2);
    private readonly AuthenticationOptions _options;
    private readonly SipUsers _users;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private (DateTime, long) _stamp;

    /// <summary>Reads it for the first time; a file that is not there yet is empty.</summary>
    /// <exception cref="InvalidDataException">Others may read it, or a line is wrong.</exception>
    public SipUsersFile(IOptions<AuthenticationOptions> options, SipUsers users, TimeProvider time, ILogger<SipUsersFile> logger)
    {
        _options = options.Value;
        _users = users;
        _time = time;
        _logger = logger;
        if (_options.UsersFile is not null) Load(_options.UsersFile);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (_options.UsersFile is not { } file) return;
        using PeriodicTimer timer = new(LookAgain, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) LoadIfChanged(file);
        }
        catch (OperationCanceledException)
        {
            // the process stops
        }
    }

    /// <summary>Reads the file if it is another than last time.</summary>
    public void LoadIfChanged(string file)
    {
        try
        {
            if (StampOf(file) != _stamp) Load(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            _stamp = StampOf(file);
            _logger.UsersUnusable(exception.Message);
        }
    }

    private void Load(string file)
    {
        (DateTime, long) stamp = StampOf(file);
        List<DigestUser> users = [];
        int foreign = 0;
        if (File.Exists(file))
        {
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & OthersToo) != 0) throw new InvalidDataException($"{file} holds secrets, and others than its owner may read or change it: chmod 600");
            int number = 0;
            foreach (string line in File.ReadLines(file))
            {
                number++;
                if (line.Length == 0 || line[0] == '#') continue;
                if (!DigestUser.TryRead(line, out DigestUser? user) || user is null) throw new InvalidDataException($"{file} line {number} is not a user");
                if (user.Realm == _options.Realm) users.Add(user);
                else foreign++;
            }
        }

        _users.Replace(users);
        _stamp = stamp;
        if (stamp == default) _logger.UsersMissing(file);
        else _logger.UsersRead(_users.Count, _options.Realm, foreign);
    }

    private static (DateTime, long) StampOf(string file) => File.Exists(file) ? (File.GetLastWriteTimeUtc(file), new FileInfo(file).Length) : default;
}
