using Heed.Server;

namespace Heed.Cli.Tests.Packaging;

/// <summary>What others install has everything in it.</summary>
public sealed class PackageTests
{
    [Fact]
    public void The_tools_package_has_the_program_its_native_library_and_the_demo_and_runs()
    {
        const string Folder = "tools/net10.0/any/";
        using Package package = new("Heed.Cli");

        Assert.Equal(("Heed", ProgramVersion.Text), (package["id"], package["version"]));
        foreach (string file in (string[])["heed.dll", "heed.runtimeconfig.json", "Heed.Server.dll", "runtimes/linux-x64/native/libe_sqlite3.so", "examples/demo/heed.yml", "examples/housing/production.ndjson.gz"])
        {
            Assert.Contains(Folder + file, package.Files);
        }

        Assert.Contains("README.md", package.Files);
        Assert.DoesNotContain(package.Files, f => f.Contains("-service/", StringComparison.Ordinal));
        string program = package.Unpack(Folder + "heed.dll");
        Assert.Equal((0, ProgramVersion.Text + "\n"), Exports.Program.Run("dotnet", "dotnet-sdk-10.0", program, "--version"));
    }

    [Fact]
    public void The_server_has_the_web_UI_in_it() =>
        Assert.Contains("web/index.html", typeof(ProgramVersion).Assembly.GetManifestResourceNames());

    [Fact]
    public void The_clients_package_needs_nothing_but_ASPNET_itself()
    {
        using Package package = new("Heed.Client");

        Assert.Equal(("Heed.Client", ProgramVersion.Text, "README.md"), (package["id"], package["version"], package["readme"]));
        Assert.Contains("lib/net10.0/Heed.Client.dll", package.Files);
        Assert.Contains("lib/net10.0/Heed.Client.xml", package.Files);
        Assert.Contains("README.md", package.Files);
        Assert.DoesNotContain(package.Metadata.Descendants(), e => e.Name.LocalName == "dependency");
        Assert.Equal("Microsoft.AspNetCore.App", package.Metadata.Descendants().Single(e => e.Name.LocalName == "frameworkReference").Attribute("name")!.Value);
    }
}
