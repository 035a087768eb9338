/**
 * The words that common passwords are made of: what people call a password, love and family, first names, animals, sport,
 * films and games, music, brands, places, jobs; Russian words as they come out of an English keyboard. In small letters,
 * without the digits, signs and swapped letters that people add: `isEasyPassword` sees through those.
 */
const WORDS = `
  aaaaaa aaliyah aardvark abc abcabc abcd abcde abcdef abcdefg abdullah aberdeen abigail abnormal abracadabra
  abrakadabra absolut absolute access accesss accord account accounting acdc achilles acmilan acura adidas
  admin adminadmin administrator admins adrian adriana adrien adrienne aerosmith africa agent ahmed aiden
  airborne aircraft airforce airplane ajax alabama aladdin alaska albatros albert alberto alejandra alejandro
  aleksandr aleksandra alessandra alessandro alessia alexander alexandra alexandre alexis alfaromeo alfonso
  alfredo algebra algeria algerie alhamdulillah alicia alien aliens alison alive allah alliance alligator
  allison alpha alphabet alt always amanda amazing amazon america american americana amigo amigos amor amore
  amour amsterdam anaconda anastasia anastasiya andersen anderson andrea andreas andrei andres andrew android
  andromeda angel angela angeleyes angelface angelica angelika angelina angelito angelo angels angelus
  anhyeuem anime annabelle annette antelope anthony antoine anton antonella antonia antonio anyone anything
  apollo apple applepie apples april aquarius aragorn argentina ariana ariel aries arizona arkansas
  armageddon armando armani army arsenal artemis arthur artist artistic asdf asdfgh ashleigh ashley aspirine
  assassin assassins asshole astros athena athens athlete athletics atlanta atlantic atlantis atletico atomic
  attitude audi audrey august augustus austin australia austria autumn avalanche avengers avenue aviation
  awesome azerty babes baby babyblue babyboy babycakes babydoll babyface babygirl babylon babylove bacardi
  backdoor backspace backstreet backup bacon badass badboy badger badgirl bailey balloons bambi bamboo banana
  bananas bandit bangalore bangkok bangladesh barbados barbara barbie barca barcelona barefoot barney bart
  baseball basketball bass bassman batman battlefield bayern bayernmunich beach beaches beagle bear bearbear
  bearcats bears beatles beatrice beatriz beautiful beauty beaver beavis beavisandbutthead beckham beefcake
  beer beerbeer beethoven beijing belgium believe belinda bella bello bender benfica bengals benjamin bentley
  benutzer benvenuto berkeley berlin bernard bernardo besiktas bestfriend beyonce bff bhbyf bible bieber
  bienvenida bienvenido bienvenue big bigboss bigboy bigdaddy bigdog bigfish bigfoot biggie bigguy bigmac
  bigmike bigmoney bigpig bigred biking bilbo billiards billybob billyboy biology birthday bismillah bitch
  bitcoin blabla blablabla black blackberry blackbird blackcat blackdog blackhawks blackjack blackman
  blackops blackout blackpink blacky blahblah blank bleach blessed blessing blink blizzard blood bloody blue
  blueangel bluebell blueberry bluebird blueblue blueeyes bluefish bluemoon blues bluesky bluesman bmw
  bobafett bobdylan bobmarley bocajuniors bombay bond bonehead bones bonita bonjour bonjovi bonnie bookworm
  boomboom boomer borussia boss boston bowie bowling boxing boyfriend bradford bradley brandi brandon brasil
  bratz braveheart braves bravo brazil breakingbad breeze brenda brendan brewers brewster brian brianna
  bridge brighton brigitte brisbane britain britney brittany brittney broadway broccoli broncos bronx bronze
  brooklyn brother brothers brown browneyes brownie browning browns bruce brucelee bruins bryan bts bubba
  bubbles buccaneers buckeyes buckshot budapest buddha buddy buddyboy budlight budweiser buffalo buffy
  bugatti bugsbunny builder bulgaria bulldog bulldogs bullet bullets bullfrog bulls bullseye bullshit
  bumblebee bunnies bunny burger burrito business buster butcher butter buttercup butterflies butterfly
  butterscotch butthead cadillac caesar calgary caliente california caligula callaway callisto callofduty
  camaro camel camera cameron camila camille campbell canada canadian cancer candice candy candygirl candyman
  cannabis cannon canucks cappuccino capricorn capslock captain captainamerica captainkirk cardinal cardinals
  carla carlitos carlo carlos carlsberg carmen carol carolina caroline carolyn carpediem carpenter carrot
  cartman casanova casino cassandra cassie castillo castle cat catalina catdog catherine catlover cats
  catwoman cavalier cdtnbr cdtnkfyf cecilia celine celtic celtics cerberus cfitymrf cgfhnfr chacha chainsaw
  challenger chambers champagne champion champions chandler chanel changeit changeme changethis charger
  chargers charizard charlene charles charlie charliebrown charlotte charlton charmed checkers cheer
  cheerleader cheese cheeseburger cheesecake cheetah chelsea chelseafc chemical chemistry cherokee cherries
  cherry cheryl chess chester chestnut chevelle chevrolet chevy chewbacca cheyenne chicago chicagobulls
  chicken chickens chief chiefs children chile china chipmunk chiquita chivas chocolat chocolate chocolates
  chouchou christ christian christie christina christine christmas christophe christopher christy chrysler
  chuckles church ciao cincinnati cinderella cinema cinnamon circus cisco citroen civic cjkysirj cjkywt
  claire clarence clarinet classics claude claudia claudio clave claymore clement cleopatra cleveland
  clifford clippers clock cloud clown coach cobra cocacola cocktail coco cocoloco coconut cody coffee coke
  coldbeer coldplay colleen college colombia colonel colorado colton coltrane colts columbia columbus
  comanche comet command commander commando company complete computer computers concorde concrete confused
  connor consultant consumer contrasena contraseña control controller cookie cookies cool cooldude coolgirl
  coolguy coolman coolness copper corazon corinthians corleone corona corporate corvette cosmos costello
  cosworth cougar counter counterstrike courage courtney cousin coventry cowboy cowboys cowgirl crawford
  crazy crazygirl creation creative creature creeper cricket criminal crimson cristian cristiano cristina
  croatia crocodile crusader crypto crystal cthutq cuba cubs cupcake cupcakes curtis customer cyber cycling
  cyclone cynthia dada daddy daisy dakota dallas damian dance dancer dancing daniel daniela daniele danielle
  danmark danny dannyboy daredevil darius darkangel darkknight darklord darkness darkside darkstar darling
  darren darthvader database david davide davidson davinci daylight dbrnjh dbrnjhbz deadhead deadman deadpool
  death deathnote debbie debian deborah december default defender deftones delete delhi delta demo demon
  demons denise denmark dennis denver desert design designer desktop destiny detroit deutschland developer
  devil devildog devils dexter diablo diamond diamonds diana diego dietcoke digimon digital dingdong dinosaur
  director dirtbike discord discover discovery disney dkflbr dkflbvbh dmitry doberman docker doctor dodge
  dodgeram dodgers dodo dog doggie doggy doghouse dogs dollar dollars dolphin dolphins domain dominic dominik
  dominique domino donald donkey dontforget dontknow doom doomsday dorothy dortmund dota doudou doughboy
  doughnut douglas download downtown dracula dragon dragonball dragonballz dragonfly dragons dream dreamer
  dreams drinking driver drowssap drpepper drum drummer drums drunk dthjybrf ducati duck ducky dumbledore
  dummy dustin dutchess dylan dynamite eagle eagles earth earthquake easter eastside eastwood ebay eclipse
  ecuador edgar eduardo education edward egypt einstein ekaterina eldorado eleanor electric electricity
  electron elena elephant elephants eleven elisabeth elizabeth elizaveta elsa elvis elvispresley emerald
  emerson emilie emily eminem emmanuel empty energy engine engineer england english enrique enter enterme
  enterprise entry erica ericsson erika escape espana espresso esteban estrella eternal eternity ethan eugene
  euro europe evanescence evangelion evelyn evening everest everlast everquest everton everyone everything
  evolution example excalibur executive expedition explorer express extreme fabian fabrice facebook fairlane
  faith faithful falcon falcons fallout familia famille family familyguy fandango fantasia fantastic fantasy
  farmer farscape fastball father fatima fearless february federico felicia felipe fender fenerbahce ferguson
  fernanda fernando ferrari festival feyenoord fiat fifi fiftycent finalfantasy finance finland fire fireball
  firebird firefighter firefly firefox fireman firewall firstlove fishbone fisherman fishhead fishing
  fktrcfylh fktrcfylhf fktrctq flame flamengo flames flamingo fletcher flexible florence flores florida
  flounder flower flowers flyers football footballer ford fordf forest forever foreverlove forget forgot
  forgotit formula forsaken fortnite fortune fountain foxtrot france francesca francesco francis francisco
  francois frank franklin frasier freckles freddie frederic frederick fredrick freebird freedom freepass
  freeway freeze french friday friend friendly friends friendship frodo frog froggy frogs frontier frost
  frosty frozen fuckoff fuckyou fullmoon function funny funtime futurama fyfcnfcbz fylhtq gabriel gabriela
  gabriella gabrielle galatasaray galaxy galileo game gameboy gamecock gamecube gamemaster gameofthrones
  gameover gamer gamers games gamma gandalf ganesh gangsta gangster ganja garden gardens garfield gargoyle
  gateway gatorade gators geheim gemini general genesis geoffrey geography geometry george georgia gerald
  gerard german germany geronimo gerrard gertrude getmoney getout gfhjkm ghbdtn ghbdtnbr ghjcnj ghjcnjnfr
  ghost ghostrider ghosts giant giants gibson gigi gilbert gilligan ginger giovanna giovanni giraffe
  girlfriend github giuseppe gjkbyf gladiator gloria glory gmail goalkeeper godfather godisgood godislove
  godsmack godzilla gogogo gohome goku goldberg golden goldfish goldstar goldwing golfball golfer golfing
  gollum gonzalez goodboy goodbye goodday goodfellas goodgirl goodluck goodmorning goodtime goodtimes google
  goose gordon gorgeous gorilla gospel gotohell governor grace grandma grandpa granite grapes graphic
  graphics grateful greatone greece green greenbay greenday greens gregory gretchen gryffindor guardian gucci
  guest guillaume guillermo guinness guitar guitarist guitars gummybear gundam gustavo gymnast hacked hacker
  hackme hahaha hailey haley halflife hallelujah halloween halo hamburg hamburger hamilton hamlet hammer
  hammers hamster handball handsome handyman hannah hannibal hanoi happiness happy happybirthday happyday
  happyfeet hardcore hardrock hardware harley harleydavidson harleyquinn harold harrison harrypotter harvard
  harvey hashtag haslo hastings hawaii hawaiian hawk hawkeyes hawks hayabusa headshot heart hearts heather
  heaven heavymetal hector hedgehog hehehe heineken heinrich heisenberg helicopter hellas hellfire hello
  hellohello hellokitty hellothere helloworld hellyeah hendrix henry hercules heritage hermione hermosa hero
  heroes heslo highbury highland highlander hightimes highway himalaya hinata hiphop hippo history hjccbz
  hobbit hockey hogwarts hola holiday holidays holland hollywood holmes homer homerun homesweethome homework
  honda honey honeybee hongkong honolulu hooligan hoosiers hope hopeless horse horses hosting hotdog hotgirl
  hotmail hotrod hotstuff hottie hotwheels hounddog hour houston howard hrvatska hubbub hulk hummer hungary
  hunter hunting hurricane husband huskers husky hussein hustler hyperion hyundai ibrahim ice iceberg
  icecream icehouse iceman ichigo ichliebedich idiot idontcare idontknow iforgot ihateyou illinois illusion
  ilovegod iloveher ilovehim ilovejesus iloveme ilovemusic ilovemymom iloveu iloveyou image imagine imissyou
  immortal imperial impreza india indian indiana indigo indonesia infantry inferno infiniti infinity
  ingodwetrust ingrid insane insanity insomnia inspire instagram install inter internazionale internet
  intrepid intruder inuyasha iphone iran iraq ireland irina irish irishman iron ironmaiden ironman isabel
  isabella isabelle island islander israel istanbul itachi italia italian italy iverson jackass jackdaniels
  jackpot jackson jacob jacqueline jaguar jakarta jamaica james jamesbond jameson jamie janine january japan
  japanese jasmin jasmine jason javier jayden jayhawks jayz jazz jeanette jedi jedimaster jeep jefferson
  jeffrey jelly jellybean jelszo jennifer jeremiah jeremy jermaine jerome jerryspringer jersey jerusalem
  jessica jessie jessy jesus jesuschrist jetaime jets jimbob jimihendrix joanna joejoe johanna johannes john
  johnathan johndeere johnjohn johnny johnson jojo jojojo joker jonas jonathan jonathon jonsnow jordan jorge
  joseph josephine joshua jrcfyf juan judo julia julian juliana julie julien juliet juliette july june jungle
  jupiter jurassic just4fun justdoit justice justin justinbieber justine justme juventus k.,jdm kaitlyn
  kamikaze kangaroo kanye karate karen karina karma karolina katana katarina katerina katherine kathleen
  kathryn kathy katie katrina katyperry kawasaki kayla kelly kennedy kenneth kennwort kenny kentucky kenya
  kevin keyboard keystone kfgjxrf khaleesi kiki killbill killer killers killme kimberly kimmie king kingdom
  kingdomhearts kingfish kingkong kings kingston kitkat kitten kittens kitty kittycat kittykat kleopatra
  klingon knicks knight knightrider knights knowledge koala kobe kobebryant kocham kochamcie kochanie
  konstantin korea korn koroleva krasotka krishna kristen kristin kristina kristine ktyjxrf kungfu labrador
  lacrosse ladybug ladygaga lake lakers lala lalala lambo lamborghini lancelot lancer language lannister
  laptop laser lasvegas laughter laura lauren laurence laurent lavender lawrence lawyer leagueoflegends
  leavemealone lebanon lebron ledzeppelin legend legendary legends legolas lemon lemonade leo leonard
  leonardo leonie leopard leslie leticia letmein letmeinnow letsdoit letsgo letters lexus lheu,f liberty
  libra library liebe lieutenant life lifehack lifeisgood lifestyle lifetime lightning lily limpbizkit linda
  lindsay lindsey lineage link linkedin linkinpark linux lion lionheart lionking lions lipstick lisa lisboa
  lisbon littlebit littlegirl littleman littleone liverpool liverpoolfc lkjhgf logan login logitech logmein
  logon lokomotiv lokomotiva lollipop lollypop lololo london londres lonestar lonewolf longhorn longhorns
  longjohn lordoftherings lorenzo lorraine losangeles losenord loser losers lotus louis louise louisiana
  loveable lovebug lovegod loveless lovelife lovelove lovely loveme lover loverboy lovergirl lovers loveyou
  lowrider lozinka lubimaya luca lucas lucia lucie lucifer lucinda lucky luckydog luckyone luffy luigi luis
  luisa lukasz lulu lunatic lydia lösenord macaroni macdaddy macintosh mackenzie madeline madison madonna
  madrid magazine magenta maggie magic magical magician magicman magneto magnolia majestic major makaveli
  makayla maksimka malaysia mama mamma manager manchester manchesterunited mancity mandarin manga mango
  manhattan maniac manila manutd maple maradona marathon marble marcel marcello marcelo march marco marcos
  marcus margaret margarita margaux maria mariah mariahcarey mariana marianna marianne marie marijane
  marijuana marina marine mariners marines marino mario marion mariposa marissa marjorie mark market
  marketing marlboro marley marlins maroc married marseille marshall marshmallow martin martina martinez
  maryjane maryland masamune maserati mason master masterchief masterkey mathematics mathieu mathilde matrix
  matthew matthews matthias mattia maurice maverick mavericks maxime maximum maximus maxwell mazda mcdonald
  mckenzie meatball meathead meatloaf mechanic mechwarrior medicine medusa megadeth megan megatron mehmet
  mein meinschatz melanie melbourne melinda melissa melody melon memphis mephisto mercedes mercedesbenz
  mercury meredith meridian merlin messi metal metalgear metallic metallica meteor mets mexicano mexico miami
  michael michaela michaeljackson michelle michigan mickey mickeymouse microphone microsoft midnight miguel
  milan military millenium millionaire millions millwall miluju mimi minecraft minnesota minnie minute
  miranda misfit mississippi missouri mistress mitchell mitsubishi mnbvcx mobydick modem modernwarfare
  mohamed mohammad mohammed mollie molly mommy monalisa moncoeur monday money moneymaker moneyman mongodb
  mongoose monica monika monitor monkey monkeyboy monkeys monopoly monster monsters montana montreal moonbeam
  moonlight moose mordor morgan morning morocco morpheus morrison morrowind mortalkombat mortgage mortimer
  moscow moskva mosquito motdepasse mother motherlode motorola mountain mountaindew mountains mouse movie
  movies mozart mudvayne muffin muhammad mulan mulder mumbai mummy munchkin munich murder mushroom music
  musica musical musician musicman mustafa mustang mustangs mylife mylove mypass mypasswd mypassword myself
  mysql mystery myth nachos nadine namaste nana nancy naomi napoleon napoli naruto nasa nascar nashville
  natalia natalie natasha nathalie nathan nathaniel national nautilus navy ncc1701d ncc1701e nebraska
  nederland nemo neo neptune netflix netscape network nevada nevermind newcastle newjersey neworleans newpass
  newpassword newport newton newyork newyorkcity newzealand neymar niagara nicholas nickelback nicolas nicole
  nigeria night nighthawk nightmare nights nike nikita nikki nikolas nini ninja ninjas nintendo nippon
  nirvana nissan nobody nokia none nonono nopassword norge northern norway nostromo nothing november nsync
  nuclear null number numberone numbers numero nurse oakland oblivion ocean oceans october odin office
  offspring oklahoma okokok oldpassword oliver olivia olivier omar omega onedirection onelove onepiece
  opensesame openup operator optimus optimusprime oracle orange oranges orchid oregon oreo original orlando
  oscar otaku ottawa outlaw overkill overlord overwatch pacific packers pacman paige paint paintball pakistan
  palavra palestine palmeiras palmtree pamela panasonic pancake pancakes panda pandas pantera panther
  panthers paola papa paradigm paradise paramore paranoid paris parola parool party partyboy partygirl
  partytime pasadena pass passcode passphrase passport passw password passwords passwort patches patience
  patrice patricia patrick patrik patriots paulina pauline pavilion paypal peace peaceout peach peaches
  peanut peanutbutter pearljam pedro peekaboo pegasus penelope penguin penguins pepper pepsi pepsicola
  perfect perfection personal peru peter peterpan peterson peugeot peyton pfqxbr phantom pharmacy
  philadelphia philip philippe philippines phillies phillip phillips phoenix photo physics piano pianoman
  picard picasso picture piglet pikachu pilot pimpin pineapple pingpong pink pinkfloyd pinkpink pinky
  pinocchio pinoy pipeline piramida piranha pirate pirates pisces pistol pistons pitbull pittsburgh pizza
  planet platinum platypus playboy player players playstation playtime please pleasure pluto plymouth
  pocahontas poetry poiuyt pokemon poker poland polarbear police policeman polska pony poodle poohbear pookie
  popeye porkchop porsche portal portland porto portugal poseidon positive postgres potato potter power
  powerful powerpuff powers prada prayer preacher preciosa precious predator president pretty prettygirl
  prince princesa princess princesse princeton pringles printer prinzessin private professor program
  programmer property psycho ptybn puma pumpkin punisher punkrock puppies puppy purple pussycat puzzle python
  qazwsx quake quantum quebec queen queens question qwaszx qweasd qwer qwerty qwertz rabbit raccoon racecar
  rachel racing radar radiohead ragnarok raiders railroad rainbow rainbows raistlin rambo rammstein rancher
  ranger rangers rapper raquel raspberry rasputin rasta rastaman raven ravens raymond reading realmadrid
  rebecca rebel rebelde rebels reckless recovery redalert redbull reddevil redhead redis redneck redrose
  redrum redskins redsox redwings reebok reefer reggae regina register reindeer remember rememberme renata
  renault renegade research resident residentevil retriever return revolver reynolds rfhcjnrf rfnthbyf rhino
  rhtdtlrj ricardo riccardo rich richard richards richmond rightnow rihanna river riverplate rjirfrgbde
  rjntyjr rjycnfynby roadkill roadrunner roadster robert roberta roberto roberts robin robinson roblox
  robotech robotics rochelle rock rockandroll rocket rockets rockford rockhard rockies rocknroll rockstar
  rocky rodney rodrigo roger roland rollingstones rollsroyce rolltide roma romain romania romashka rome romeo
  ronald ronaldinho ronaldo rooney rooster root rootbeer rootroot rose rosemary roses rossiya rotterdam
  rottweiler roulette router roxanne roxy ruben rugby runescape runner running russell russia rusty ryan
  sabrina sacramento sadie sagittarius sahara saigon sailboat sailor sailormoon saints sakura salamander
  salasana sales salesman salvador salvation samantha sammy sample samsung samuel samurai sanantonio sand
  sandiego sandra sandrine sandwich sanfrancisco santiago santos saopaulo sapphire sarah saranghae saratoga
  sasuke satan saturday saturn sauron sausage sausages savannah savior saxophone scarface scarlet scarlett
  schalke schatz schatzi school science scooby scoobydoo scooter scorpio scorpion scotland scott scrabble
  scully seahawks season seattle sebastian secret secreto secrets secure security seinfeld seminole seminoles
  semperfi senator senators senha seniseviyorum sentinel seoul sephiroth september serbia serena serenity
  sergeant sergey sergio server service services sesame setup seven sexy sexybabe sexygirl shadow shadows
  shakespeare shakira shamrock shanghai shannon shaquille shark sharks sharon sheila shelby shepherd sheridan
  sheriff sherlock sherwood shirley shogun shopping shorty shotgun showtime shrek sidekick siemens sierra
  sifre sifrem sigma signal signin signup silenthill silver silverado simba simone simpson simpsons sinclair
  singapore sinister sister sith sithlord skateboard skater skeleton skiing skittles skorpion skull skyblue
  skyline skype skyrim skywalker slamdunk slapshot slayer slimshady slipknot slippery slipping slytherin
  smallfry smallville smashing smile smiles smiley smirnoff smoke smoker smokey snake sneakers snickers
  sniper snoopdogg snoopy snow snowball snowboard snowboarder snowboarding snowflake snowman snuggles soccer
  socrates softball software soldier solidsnake solitude solution someone something sonic sony sonyericsson
  sophia sophie soprano sopranos soulmate soundgarden southafrica southern southpark space spaceman spaceship
  spaghetti spain sparta spartacus spartan spartans specialk spectrum spencer spice spicegirls spider
  spiderman spiders spirit spitfire splinter spock spongebob sporting spring springer sprinter spurs
  squidward squirrel srilanka stacey stacy stallion standard stanford stanislav star starbuck starbucks
  starcraft stardust starfire starfish stargate stark starlight stars starship startrek starwars station
  steam steel steeler steelers stefan stefania stefanie stefano stella stephanie stephen sterling steve
  steven stewart stewie stingray stitch stockholm stocks stone stonecold stoned stoner stones storm
  stormtrooper stormy straight stranger stratocaster strawberries strawberry street streetfighter strength
  strike striker student stupid subaru sublime submarine subway subzero success successful sugar suicide
  sullivan summer sundance sunday sundevil sunflower sunny sunnyday sunrise suns sunset sunshine suomi
  superfly supergirl superhero superman supermario supernatural superstar superstars superuser support
  supreme surfer surfing survive survivor susan suzanne suzuki sverige svetlana sweden sweet sweetdreams
  sweetheart sweethome sweetie sweetness sweetpea sweety swimmer swimming swingers switch switzerland
  swordfish sydney sylvester sylvia syracuse sysadmin system systems tabitha taco tacobell taiwan talisman
  tamara tampa tango tanner tarantula targaryen tarheels tarzan tasmanian tata tatiana taurus taylor
  taylorswift tazmania teacher teamo teamomucho technics techno teddy teddybear tekken telegram telephone
  temp templar temporary temppass tennessee tennis tequiero tequila terminal terminator terrapin terry tesla
  test tester testing testpass tests testtest testuser tetris texas thailand thanatos thankgod thankyou
  theatre thedoors thegreat theodore theresa theta thierry thirteen thisismypassword thomas thompson thor
  thuglife thunder thunderbird thunderbolt thundercats thursday tiamo tiberius tibia tifa tiffany tiger
  tigercat tigers tigger tiktok time timeless timothy tinker tinkerbell tiny titanium titans titi titleist
  today together tokiohotel tokyo tomahawk tomato tommy tommyboy tomorrow tool toor topgun tornado toronto
  toshiba toto tottenham touchdown tower toyota trader trading train training trains trance transformers
  translator traveler travis treasure trevor trfnthbyf trial triangle trigger trinidad trinity tristan
  triumph trojan trojans trombone tropical trouble truck trucker trucks truelove trumpet trustgod trustme
  trustno trustnoone truth tucker tuesday tulip tunafish tundra tunisia tupac turbo turkey turkiye turquoise
  turtle turtles tweety twilight twitter tyler ubuntu ukraina ukraine ultimate umbrella undefined underdog
  underground undertaker unicorn unicorns universal universe university unknown unlimited uranus usa user
  username usuario utente vacation vader valencia valentin valentina valentine valeria valerie valhalla
  valkyrie vampire vampires vancouver vanessa vanguard vanhalen vanilla vasilisa vegas vegeta venezuela
  venice venus verbatim veronica veronika versace vfhbyf vfitymrf vfrcbv vfrcbvrf vfvekz vfvfgfgf victor
  victoria victory video vienna vietnam viking vikings viktor viktoria viktoriya vincent vincenzo violet
  violetta violin viper virginia virgo vivian vjcrdf vkontakte vladimir vladislav vodka volcano voldemort
  volkswagen volleyball volunteers volvo voyager wachtwoord waffle wales walkingdead wallet walter wanderer
  warcraft warhammer warlord warrior warriors warszawa wasd washburn washington wassup watchdog water
  waterfall waterloo watermelon watson webadmin webmaster website wedding wednesday weed weekend welcome
  welkom wendy werewolf wesley westham westside westwood whale whatever whatsapp whatsup whiskers whiskey
  whisky white whitesox whitey whocares wien wife wildbill wildcard wildcats wildfire wildwood william
  williams willie willkommen wilson winchester wind windmill windows windsurf wine winner winners winnie
  winning winston winter winteriscoming wireless wisconsin wisdom wishbone witcher wizard wizards wolf
  wolfgang wolfpack wolverine wolves wonder wonderful wonderland woodland word wordpass world worldofwarcraft
  worldwide wrangler wrestler wrestling writer wutang xavier xbox xfiles xmas xmen xxxxxx yadayada yahoo
  yamaha yankees yasmine yeahbaby yellow yellowstone yesterday yesyes yesyesyes yfcntymrf yfcnz yfnfif yoda
  yogibear yolanda yosemite youtube ytpyfrjvrf yugioh yvonne zachary zanzibar zebra zelda zeppelin
  zerocool zeus zidane zodiac zombie zombies zoro zulu zxcv zxcvbn zzzzzz
`

let known: ReadonlySet<string> | undefined

/** Made at the first question: a server at which nobody chooses a password need not hold it. */
export function commonWords(): ReadonlySet<string> {
  known ??= new Set(WORDS.trim().split(/\s+/))
  return known
}
