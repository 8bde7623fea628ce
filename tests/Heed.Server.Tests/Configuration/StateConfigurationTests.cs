using Heed.Server.Configuration;

namespace Heed.Server.Tests.Configuration;

public sealed class StateConfigurationTests : IDisposable
{
    private readonly ConfigurationFolder _folder = new();

    public static TheoryData<string, string> Mistakes => new()
    {
        { "mysql://u:sesame@db/heed", "heed.yml:1:8: state: expected an address such as postgres://heed@db.example.com/heed" },
        { "postgres://", "heed.yml:1:8: state: expected a host behind the user, as in postgres://heed@db.example.com/heed, found none" },
        { "postgres://u:sesame@db:0/heed", "heed.yml:1:8: state: expected a port from 1 to 65535, found \"0\"" },
        { "postgres://u:sesame@db/heed?sslmode=on", "heed.yml:1:8: state: expected for sslmode one of disable, allow, prefer, require, verify-ca, verify-full, found \"on\"" },
        { "postgres://u:sesame@db/heed?tls=1", "heed.yml:1:8: state: expected behind the question mark host, sslmode, sslrootcert, sslcert, sslkey, found \"tls\"" },
        { "{ password_file: b.csv }", "heed.yml:1:8: state: expected the key \"postgres\" (an address such as postgres://heed@db.example.com/heed), found none" },
        { "{ postgres: 'postgres://u:sesame@db', password_file: b.csv }", "heed.yml:1:61: state.password_file: expected the password in the address or in a file, found both" },
        { "{ postgres: 'postgres://db', password_file: none }", "heed.yml:1:52: state.password_file: expected a file with the password, found no such file: none" },
        { "{ postgres: 'postgres://db', advertise: db }", "heed.yml:1:48: state.advertise: expected where the other server reaches this one, such as http://10.0.0.1:4333, found \"db\"" },
    };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_address_alone_has_everything_in_it()
    {
        StateOptions state = _folder.Options("state: postgresql://he%40d:s%3Aame@db.example.com:6432/stat%65?sslmode=verify-full&sslrootcert=/ca.pem\nmodels: []\n").State!;
        Assert.Equal(("db.example.com:6432", "he@d", "state"), (state.Postgres.Hosts, state.Postgres.User, state.Postgres.Database));
        Assert.Equal("s:ame", state.Password!.Reveal());
        Assert.Equal(("verify-full", "/ca.pem"), (state.Postgres.Options["sslmode"], state.Postgres.Options["sslrootcert"]));
        Assert.Null(state.Advertise);
        Assert.Equal((1, 8), (state.Line, state.Column));
    }

    [Fact]
    public void A_mapping_keeps_the_password_in_a_file()
    {
        File.WriteAllText(_folder.At("b.csv"), " sesame\n");
        StateOptions state = _folder.Options("state: { postgres: 'postgres://a,b:5433', password_file: b.csv, advertise: 'http://10.0.0.1:4333/' }\nmodels: []\n").State!;
        Assert.Equal(("a,b:5433", "", ""), (state.Postgres.Hosts, state.Postgres.User, state.Postgres.Database));
        Assert.Equal("sesame", state.Password!.Reveal());
        Assert.Equal("http://10.0.0.1:4333", state.Advertise);
    }

    [Fact]
    public void A_socket_is_a_host()
    {
        PostgresAddress address = PostgresAddress.Parse("postgres://heed@/heed?host=/var/run/postgresql").Value;
        Assert.Equal("/var/run/postgresql", address.Hosts);
        Assert.Equal("postgres://heed@/var/run/postgresql/heed", address.ToString());
    }

    [Fact]
    public void Nothing_is_shared_where_nothing_is_said() => Assert.Null(_folder.Options("models: []\n").State);

    [Fact]
    public void A_password_stands_in_no_text()
    {
        StateOptions state = _folder.Options("state: postgres://u:sesame@db/heed\nmodels: []\n").State!;
        Assert.DoesNotContain("sesame", state.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("sesame", state.Postgres.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_told_with_its_place_and_without_the_password(string state, string expected)
    {
        string said = _folder.Mistakes($"state: {state}\nmodels: []\n");
        Assert.Equal(expected, said);
        Assert.DoesNotContain("sesame", said, StringComparison.Ordinal);
    }
}
