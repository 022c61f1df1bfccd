"""Words by which a parser knows the parts of a name."""


def words(text):
    return frozenset(text.split())


# Particles in lower case, which belong to the family name after them.
PARTICLES = words(
    """
    van von der den de del della delle degli di da do dos das du des d la le las los lo ten ter te zu zur zum vom af
    av 't ’t het op al el ad bin binti ibn bint ben
    """
)
# These stand between a name and that of the father: there may be no family name.
PATRONYMIC_PARTICLES = words("bin binti ibn bint ben")
# German particles, which are left out where the family name stands alone and is sorted without them.
DROPPING_PARTICLES = words("von vom zu zur zum")
# After two or more words these may belong to given names (María de Jesús) or follow a first family name.
SPANISH_PARTICLES = words("de del")
# These join two family names, such as Ortega y Gasset.
CONJUNCTIONS = words("y i e")
SUFFIXES = words("jr sr ii iii iv phd md esq mp qc kc obe cbe mbe")
# Portuguese words for a generation, which are part of the family name.
GENERATIONS = words("filho neto sobrinho júnior junior")
HONORIFICS = words("dr prof professor mr mrs ms miss mx sir dame hon rev he h.e hr hrh д-р проф г-н г-жа")
# A name with such a word is that of a body or of an office.
BODIES = words(
    """
    academy administration agency alliance army assembly association authority bank board bureau centre center chair
    chairman chairperson chairwoman chamber church club commission committee community company confederation
    conference congress corporation council court delegate delegates delegation department deputies deputy
    directorate embassy federation forum foundation fund government group hospital house initiative institute
    institution international journalist journalists laboratory league library member members minister ministry
    mission moderator movement museum network observer observers office organisation organization panel panelist
    parliament participant participants party president press question representative republic school secretariat
    secretary senate service society speaker speakers staff state states team trust tribunal union unit university
    voice voices академия ассоциация банк ведущий ведущая вопрос голос департамент институт комиссия комитет
    министерство министр организация председатель правительство представитель представители реплика совет союз
    университет фонд центр academia banco comisión comité gobierno instituto ministerio organización presidente
    secretaría universidad académie banque comité commission conseil gouvernement ministère organisation président
    secrétariat université bundesamt bundesministerium gesellschaft institut ministerium präsident regierung
    universität verband
    """
)
ARTICLES = words("the a an some several many all unknown unidentified anonymous various")

# Countries where a name has no family name, or where nothing in it shows which word is the family name.
WITHOUT_FAMILY_NAMES = words("AF BT ER ET ID IS MM MN")
IN_EITHER_ORDER = words("HU JP KH")
CHINESE = words("CN HK MO SG TW")
KOREAN = words("KP KR")
SPANISH = words("AR BO CL CO CR CU DO EC ES GQ GT HN MX NI PA PE PR PY SV UY VE")
SPANISH_GIVEN_NAMES = words(
    """
    alberto alejandra alejandro ana andrea andrés ángel ángeles antonia antonio beatriz carlos carmen carolina
    cristina daniel david diego eduardo elena enrique ernesto esteban eugenia felipe fernanda fernando francisco
    gabriel gabriela gonzalo guadalupe guillermo ignacio inés isabel jaime javier jesús joaquín jorge josé josefa
    juan juana laura leonor lourdes luis luisa luz manuel manuela marcela marcelo marcos margarita maría mariana
    mario marta mercedes miguel mónica nicolás pablo paula pedro pilar rafael ramón raúl ricardo roberto rocío rosa
    rosario salvador santiago sergio sofía soledad teresa tomás verónica vicente víctor victoria
    """
)

CHINESE_LATIN = words(
    """
    ai an bai bao bi cai cao chang che chen cheng chi chong chu cui dai deng di ding dong dou du duan fan fang fei
    feng fu gan gao ge geng gong gu guan guo han hao he hong hou hu hua huang hui huo ji jia jian jiang jiao jin
    jing ju kang ke kong kuang lai lan lang lao lei leng li lian liang liao lin ling liu long lou lu luo lv ma mao
    mei meng mi miao min mo mou mu nie ning niu ou ouyang pan pang pei peng pi pu qi qian qiao qin qiu qu quan ran
    rao ren rong ruan sha shang shangguan shao she shen sheng shi shu si sima situ song su sui sun tan tang tao teng
    tian tong tu wan wang wei wen weng wu xi xia xiang xiao xie xin xing xiong xu xuan xue yan yang yao ye yi yin
    ying you yu yuan yue yun zang zeng zha zhai zhan zhang zhao zhen zheng zhong zhou zhu zhuang zhuge zhuo zong zou
    zuo chan chau cheung chew chiang chiu chou choi chow chu chua fong fung goh ho hsiao hsieh hsu hung hwang kao ko
    koh ku kuo kwan kwok kwong lam lau lee leung lim lo loh lui mak ng ngai ong pai poon seah shih sim siu szeto tai
    tam tay teo tsai tsang tse tseng tsui tung wong woo yap yau yeh yen yeo yeoh yeung yip yuen yung
    """
)
KOREAN_LATIN = words(
    """
    ahn an bae baek bahk ban bang byun cha chae chang cho choe choi chong chun chung eom eun gil go goo gu gwak gwon
    ha hah ham han heo hong huh hur hwang hyun im jang jeon jeong ji jin jo joo ju jun jung kang kil kim ko koo kwak
    kwon lee lim ma min moon mun na nam namgung no noh oh ok ahn pae paek pak pan park pyo ra rhee ri ro roh ryu seo
    seok seol seong shim shin sim sin so son song suh suk sung tak u um uhm wang we wi woo yang yeo yeom yi yim yo
    yoo yoon you yu yun
    """
)
VIETNAMESE = words(
    """
    nguyễn trần lê phạm huỳnh hoàng phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh đoàn trịnh trương lâm tạ phùng mai
    tô hà cao lương châu thái tống nghiêm
    """
)
VIETNAMESE_ASCII = words("nguyen tran le pham huynh hoang phan vu vo dang bui do ho ngo duong ly dinh doan")

HAN_COMPOUND = words(
    """
    欧阳 歐陽 司马 司馬 上官 诸葛 諸葛 东方 東方 皇甫 尉迟 尉遲 公孙 公孫 慕容 司徒 令狐 宇文 长孙 長孫
    鲜于 鮮于 闻人 聞人 夏侯 轩辕 軒轅 端木 南宫 南宮 独孤 獨孤 百里 西门 西門 公冶 太史 申屠 澹台 澹臺
    濮阳 濮陽 呼延 拓跋 完颜 完顏 范姜 張簡
    """
)
HAN = frozenset(
    "洪于賴赖凃丘麥麦區区戚仲匡蒲邵麻甄闕阙藺蔺鄔幸沙步宓"
    "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何高林罗羅郑鄭梁谢謝宋唐许許邓鄧韩韓冯馮曹彭曾萧蕭"
    "肖田董袁潘蒋蔣蔡余杜叶葉程苏蘇魏吕呂丁任沈姚卢盧姜崔钟鍾谭譚陆陸汪范金石廖贾賈夏韦韋傅方白邹鄒孟熊秦"
    "邱丘江尹薛闫閻雷侯龙龍史陶黎贺賀顾顧毛郝龚龔邵万萬钱錢严嚴覃武戴莫孔向汤湯常温溫康施文牛樊葛邢安齐齊"
    "易乔喬伍庞龐颜顏倪庄莊聂聶章鲁魯岳翟殷詹申欧歐耿关關兰蘭焦俞左柳甘祝包宁寧尚符舒阮柯纪紀梅童凌毕畢单"
    "單季裴霍涂塗成苗谷盛曲翁冉骆駱蓝藍路游辛靳管柴蒙鲍鮑华華喻祁房滕屈饶饒解牟艾尤时時穆车車项項闵閔连連"
    "花娄婁宫宮褚桂景卜强強湛巫席卓古池简簡凤鳳仇冷商鄢佟邬鄔隋应應虞封尧堯"
)
HANGUL_COMPOUND = words("남궁 황보 제갈 사공 선우 독고 서문 동방")
HANGUL = frozenset(
    "김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민진나지엄채원천방공현함변염여추도소석선설"
    "마길연위표명기반왕금옥육인맹제모탁국어은편용"
)
