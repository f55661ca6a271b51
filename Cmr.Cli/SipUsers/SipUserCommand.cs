using System.CommandLine;
using System.Text;
using Cmr.Cli.Instance;
using Cmr.Protocols.Sip.Authentication;
using Cmr.Protocols.Sip.Uris;

namespace Cmr.Cli.SipUsers;

/// <summary><c>./cmr sip-user add|remove|list</c>: who may call from outside the trust domain after a digest authentication.</summary>
internal static class SipUserCommand
{
    private static readonly Argument<string> Name = new("name") { Description = "name that the phone logs in with" };
    private static readonly Option<string?> Data = InstanceOptions.Data();
    private static readonly Option<string?> File = new("--file") { Description = "file of users, default: that of the instance" };
    private static readonly Option<string?> Realm = new("--realm") { Description = $"realm, as in Sip:Authentication:Realm; default: that of the instance, else {DigestUser.DefaultRealm}" };
    private static readonly Option<string[]> Identity = new("--identity") { Description = "SIP or tel URI that the user may call itself; may be repeated, the first is the usual one. Default sip:NAME@REALM" };

    public static Command Create()
    {
        var add = new Command("add", "Add a user, or give it another secret. The secret is asked for, or read from standard input; it is not kept, only what checks it.") { Name, Realm, Identity, Data, File };
        add.SetAction((parsed, cancellationToken) => TryAsync(() => AddAsync(parsed, cancellationToken)));
        var remove = new Command("remove", "Remove a user.") { Name, Realm, Data, File };
        remove.SetAction(parsed => TryAsync(() => Task.FromResult(Remove(parsed))));
        var list = new Command("list", "Names, realms and identities; no secrets.") { Data, File };
        list.SetAction(parsed => TryAsync(() => Task.FromResult(List(FileOf(parsed)))));
        return new Command("sip-user", "Users who may call from outside the trust domain.") { add, remove, list };
    }

    private static async Task<int> TryAsync(Func<Task<int>> action)
    {
        try
        {
            return await action();
        }
        catch (Exception exception) when (exception is FormatException or IOException or UnauthorizedAccessException)
        {
            return Fail(exception.Message);
        }
    }

    private static SipUserFile FileOf(ParseResult parsed)
    {
        string file = Path.GetFullPath(parsed.GetValue(File) ?? InstanceFolder.Resolve(parsed.GetValue(Data)).SipUsersFile);
        string? folder = Path.GetDirectoryName(file);
        if (Directory.Exists(folder)) return new SipUserFile(file);
        throw new DirectoryNotFoundException($"there is no folder {folder}; ./cmr up makes that of an instance, --data and --file name another");
    }

    // Nobody but its node knows the realm of a file that is no instance's
    private static string? RealmOfInstance(ParseResult parsed) => parsed.GetValue(File) is null ? InstanceRealm.Of(InstanceFolder.Resolve(parsed.GetValue(Data))) : null;

    private static async Task<int> AddAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        SipUserFile file = FileOf(parsed);
        List<AnyUri> identities = [];
        foreach (string text in parsed.GetValue(Identity) ?? [])
        {
            if (!AnyUri.TryRead(text, out AnyUri uri) || uri.Scheme is not (UriScheme.Sip or UriScheme.Sips or UriScheme.Tel)) return Fail($"{text} is no SIP or tel URI");
            identities.Add(uri);
        }

        string? ofInstance = RealmOfInstance(parsed);
        string secret = Console.IsInputRedirected ? await Console.In.ReadLineAsync(cancellationToken) ?? "" : Ask();
        DigestUser user = DigestUser.Of(parsed.GetValue(Name)!, parsed.GetValue(Realm) ?? ofInstance ?? DigestUser.DefaultRealm, secret, identities); // the name is required
        file.Put(user);
        Console.WriteLine($"{user.Name} in realm {user.Realm} is {string.Join(", ", user.Identities)}; {Consequence(user.Realm, ofInstance)}");
        return ExitCodes.Success;
    }

    private static string Consequence(string realm, string? ofInstance) =>
        realm == ofInstance ? "the SIP node knows in a few seconds"
        : ofInstance is null ? $"a node whose Sip:Authentication:Realm is {realm} knows in a few seconds"
        : $"but Sip:Authentication:Realm of this instance is {ofInstance}: nobody can log in with it until both are the same";

    private static int Remove(ParseResult parsed)
    {
        SipUserFile file = FileOf(parsed);
        string name = parsed.GetValue(Name)!; // it is required
        string realm = parsed.GetValue(Realm) ?? RealmOfInstance(parsed) ?? DigestUser.DefaultRealm;
        if (file.Remove(name, realm)) return ExitCodes.Success;
        string elsewhere = string.Join(", ", file.Read().Where(user => user.Name == name).Select(user => user.Realm));
        return Fail(elsewhere.Length == 0 ? $"there is no user {name}" : $"there is no user {name} in realm {realm}, but in {elsewhere}: say --realm");
    }

    private static int List(SipUserFile file)
    {
        foreach (DigestUser user in file.Read()) Console.WriteLine($"{user.Name} {user.Realm} {string.Join(' ', user.Identities)}");
        return ExitCodes.Success;
    }

    private static int Fail(string reason)
    {
        Console.Error.WriteLine($"cmr: {reason}");
        return ExitCodes.WrongUse;
    }

    private static string Ask()
    {
        Console.Error.Write("secret (not shown): ");
        StringBuilder secret = new();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key is ConsoleKey.Backspace) secret.Length = Math.Max(0, secret.Length - 1);
            else if (!char.IsControl(key.KeyChar)) secret.Append(key.KeyChar);
        }

        Console.Error.WriteLine();
        return secret.ToString();
    }
}
