namespace Copr.Contracts.Samples.Tests.Running;

internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("copr-tests-");

    public string PathOf(string name) => Path.Combine(folder.FullName, name);

    public void Dispose()
    {
        // A mock whose backend was killed may still write to it for a moment.
        for (int left = 20; ; left--)
        {
            try
            {
                folder.Delete(recursive: true);
                return;
            }
            catch (IOException) when (left > 0)
            {
                Thread.Sleep(250);
            }
        }
    }
}
