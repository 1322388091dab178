package io.parley.bootstrap.page;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;

import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.ExpectedCondition;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

import io.parley.bootstrap.testing.TestNode;
import io.parley.bootstrap.testing.TestTokens;

/** One person's browser, a real Chromium without a window, at the chat page of a node. */
final class Browser implements AutoCloseable {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    /** A browser beside two nodes on two busy cores. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ChromeDriver chromium;

    private Browser(ChromeDriver chromium) {
        this.chromium = chromium;
    }

    static boolean isInstalled() {
        return Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER);
    }

    /** The page as it greets somebody of that name, on a hub that hands out no tokens. */
    static Browser open(TestNode node, String user) {
        ChromeOptions options = new ChromeOptions().setBinary(CHROMIUM.toFile()).addArguments("--headless=new", "--no-sandbox",
                "--disable-dev-shm-usage", "--disable-gpu", "--no-first-run", "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync");
        ChromeDriverService driver = new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).usingAnyFreePort().build();
        Browser browser = new Browser(new ChromeDriver(driver, options));
        browser.chromium.get(node.at("/?user=" + user).toString());
        browser.await(ExpectedConditions.visibilityOfElementLocated(By.id("token")));
        return browser;
    }

    /** The page with somebody in the room. */
    static Browser enter(TestNode node, String user) {
        Browser browser = open(node, user);
        browser.enterWith(TestTokens.of(user));
        browser.awaitMember(user);
        return browser;
    }

    void enterWith(String token) {
        chromium.findElement(By.id("token")).sendKeys(token);
        chromium.findElement(By.cssSelector("#sign-in button")).click();
    }

    void say(String text) {
        chromium.findElement(By.id("text")).sendKeys(text);
        chromium.findElement(By.cssSelector("#say button")).click();
    }

    void awaitMember(String user) {
        await(ExpectedConditions.textToBePresentInElementLocated(By.id("members"), user));
    }

    /** The page hears its room before it hears what servers announce. */
    void awaitAnnouncements() {
        await(ExpectedConditions.attributeToBe(By.id("room"), "data-announcements", "true"));
    }

    void awaitText(String text) {
        await(ExpectedConditions.textToBePresentInElementLocated(By.tagName("body"), text));
    }

    /** What the browser's console says is wrong: scripts that fail, a policy that is violated. That there is no token to try is expected. */
    List<String> complaints() {
        return chromium.manage().logs().get(LogType.BROWSER).getAll().stream().filter(entry -> entry.getLevel().equals(Level.SEVERE))
                .map(LogEntry::getMessage).filter(message -> !message.contains("/dev/token")).toList();
    }

    private void await(ExpectedCondition<?> condition) {
        new WebDriverWait(chromium, PATIENCE).until(condition);
    }

    @Override
    public void close() {
        chromium.quit();
    }
}
